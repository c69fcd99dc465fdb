"""A calendar that cannot be read is noticed: its time is withheld by policy, and people hear of it once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions.outside.watchdog import watch
from terminbuch.models import CalendarConnection, Delivery, Member, OutsideCalendar, Resource
from tests.builders import SUNDAY_18, Salon, change, make_calendar, make_member

QUARTER, MINUTE = timedelta(minutes=15), timedelta(minutes=1)


@pytest.fixture
def owner(salon: Salon) -> Member:
    return make_member(salon.organisation, "Olga", role=Member.Role.OWNER)


@pytest.fixture
def bens(salon: Salon, owner: Member) -> OutsideCalendar:
    """Ben's own, which fails since it was last read, at 18:00."""
    make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)
    make_member(salon.organisation, "Clara")
    return make_calendar(salon.ben, failing_since=SUNDAY_18, failures=3, trouble="unreachable")


def state(calendar: OutsideCalendar) -> tuple[bool, bool]:
    """Whether it is withheld, and whether people were told."""
    calendar.refresh_from_db()
    return calendar.is_withheld, calendar.told_at is not None


def revision(resource: Resource) -> int:
    resource.refresh_from_db()
    return resource.revision


def told(salon: Salon) -> list[tuple[str, str]]:
    rows = Delivery.objects.of(salon.organisation).filter(kind__startswith="calendar_")
    return sorted(rows.values_list("kind", "recipient"))


def test_after_a_quarter_of_an_hour_nothing_is_offered_and_its_member_and_owners_hear_it_once(
    salon: Salon, bens: OutsideCalendar
) -> None:
    before = revision(salon.ben)
    watch(SUNDAY_18 + QUARTER - MINUTE)
    assert (state(bens), told(salon), revision(salon.ben)) == ((False, False), [], before)

    watch(SUNDAY_18 + QUARTER)
    watch(SUNDAY_18 + QUARTER + MINUTE)

    assert state(bens) == (True, True)
    assert told(salon) == [
        ("calendar_red", "ben@salon.example"),
        ("calendar_red", "olga@salon.example"),
    ]
    assert revision(salon.ben) == before + 1


@pytest.mark.parametrize(
    ("policy", "fields", "expected"),
    [
        ("ask", {}, (False, True)),
        ("accept", {"young_minutes": 5}, (True, True)),
        ("accept", {"young_minutes": 60}, (False, True)),
        ("accept", {"last_good_at": None}, (True, True)),
        ("refuse", {"blocks": False, "receives": True}, (False, True)),
        ("refuse", {"blocks": False}, (False, False)),
        ("refuse", {"failing_since": None, "failures": 0}, (False, False)),
    ],
)
def test_the_policy_says_what_is_withheld(
    bens: OutsideCalendar, policy: str, fields: dict[str, Any], expected: tuple[bool, bool]
) -> None:
    change(bens, when_unknown=policy, **fields)

    watch(SUNDAY_18 + 2 * QUARTER)

    assert state(bens) == expected


def test_what_was_withheld_is_given_back_when_the_policy_changes(salon: Salon, bens: OutsideCalendar) -> None:
    watch(SUNDAY_18 + QUARTER)
    change(bens, is_withheld=True, when_unknown="ask")
    before = revision(salon.ben)

    watch(SUNDAY_18 + QUARTER + MINUTE)

    assert (state(bens), revision(salon.ben)) == ((False, True), before + 1)


@pytest.mark.parametrize("last_good_at", [SUNDAY_18, None])
def test_signed_out_is_red_although_nothing_is_tried(
    bens: OutsideCalendar, last_good_at: datetime | None
) -> None:
    change(bens.connection, state=CalendarConnection.State.SIGNED_OUT)
    change(bens, last_good_at=last_good_at, next_read_at=SUNDAY_18, failing_since=None)

    watch(SUNDAY_18 + QUARTER)

    assert state(bens) == (True, True)


def test_one_that_is_of_no_use_any_more_is_forgotten_quietly(salon: Salon, bens: OutsideCalendar) -> None:
    watch(SUNDAY_18 + QUARTER)
    bens.refresh_from_db()
    change(bens, blocks=False)

    watch(SUNDAY_18 + QUARTER + MINUTE)

    assert state(bens) == (False, False)
    assert {kind for kind, _ in told(salon)} == {"calendar_red"}
