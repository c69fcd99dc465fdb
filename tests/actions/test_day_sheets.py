from __future__ import annotations

from datetime import datetime, time

import pytest

from terminbuch.actions.day_sheets import promise_day_sheets
from terminbuch.models import Delivery
from tests.builders import Salon, berlin, change, make_member, make_organisation

EVENING = berlin(23, 18)


@pytest.fixture
def team(salon: Salon) -> Salon:
    """The sheet goes out at six in the evening, to Olga and Rita."""
    change(salon.organisation, day_sheet_at=time(18), day_sheet_days=2)
    for name, role in [("Olga", "owner"), ("Rita", "reception"), ("Lena", "read_only")]:
        make_member(salon.organisation, name, role=role)
    make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)
    return salon


def promised(salon: Salon) -> list[tuple[str, dict[str, object]]]:
    rows = Delivery.objects.of(salon.organisation).filter(kind="day_sheet").order_by("pk")
    return [(row.recipient, row.facts) for row in rows]


def test_it_is_promised_to_each_who_sees_everything_once_a_day(team: Salon) -> None:
    promise_day_sheets(EVENING)
    promise_day_sheets(berlin(23, 23, 59))

    facts = {"first": "2026-11-24", "days": 2, "language": "de"}
    assert promised(team) == [("olga@salon.example", facts), ("rita@salon.example", facts)]


def test_the_next_evening_comes_the_next(team: Salon) -> None:
    promise_day_sheets(EVENING)
    promise_day_sheets(berlin(24, 18))

    assert [facts["first"] for _, facts in promised(team)] == ["2026-11-24"] * 2 + ["2026-11-25"] * 2


@pytest.mark.parametrize("now", [berlin(23, 17, 59), berlin(24, 0)])
def test_before_its_time_nothing_is_promised(team: Salon, now: datetime) -> None:
    promise_day_sheets(now)

    assert promised(team) == []


def test_where_it_is_switched_off_and_where_people_practise_nothing_is_promised(team: Salon) -> None:
    practice = make_organisation("practice", practice_of=team.organisation, day_sheet_at=time(18))
    make_member(practice, "Paul", role="owner")
    change(team.organisation, day_sheet_at=None)

    promise_day_sheets(EVENING)

    assert not Delivery.objects.everywhere().filter(kind="day_sheet").exists()
