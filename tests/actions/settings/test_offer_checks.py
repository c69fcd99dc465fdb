"""What does not fit together in a service is refused by its column (S11)."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.actions import settings
from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import Contradiction, Saving, change_service_times
from terminbuch.models import Resource, Service
from terminbuch.queries.preview import digest, times_of
from tests.builders import SUNDAY_18, Salon
from tests.queries.preview.posted import times


def write(salon: Salon, by: Actor, **values: Any) -> None:
    settings.change(
        "service", salon.cut.pk, values, organisation_id=salon.organisation.pk,
        seen=settings.seen("service", salon.cut), by=by, now=SUNDAY_18,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("duration_minutes", 0), ("duration_minutes", 10081), ("duration_minutes", None),
        ("step_minutes", 0), ("step_minutes", 1441), ("buffer_before_minutes", -1),
        ("buffer_after_minutes", 1441), ("notice_minutes", 525601), ("horizon_days", 3651),
        ("capacity", 0), ("capacity", 1001),
    ],
)  # fmt: skip
def test_numbers_out_of_bounds_are_refused(
    salon: Salon, clara: Actor, column: str, number: int | None
) -> None:
    with pytest.raises(Contradiction) as refused:
        write(salon, clara, **{column: number})

    assert list(refused.value.problems) == [column]


def test_there_may_be_no_last_day(salon: Salon, clara: Actor) -> None:
    write(salon, clara, horizon_days=None, notice_minutes=525600)

    assert Service.objects.of(salon.organisation).get().horizon_days is None


def test_both_limits_are_refused_at_once(salon: Salon, clara: Actor) -> None:
    with pytest.raises(Contradiction) as refused:
        write(salon, clara, max_per_day=0, max_per_customer=0)

    assert list(refused.value.problems) == ["max_per_day", "max_per_customer"]


def test_the_deed_behind_the_preview_refuses_notice_beyond_the_horizon(salon: Salon, clara: Actor) -> None:
    asked = times(salon.cut, notice_minutes=2 * 1440, horizon_days=1)

    with pytest.raises(Contradiction) as refused:
        change_service_times(asked, Saving(digest(times_of(salon.cut))), by=clara, now=SUNDAY_18)

    assert list(refused.value.problems) == ["notice_minutes"]
    assert Service.objects.of(salon.organisation).get().notice_minutes == 0


def test_a_choice_names_each_once(salon: Salon, clara: Actor) -> None:
    choices = {"choices_de": ["kurz", "kurz"], "choices_en": ["a", "b"]}
    values = {"service_id": salon.cut.pk, "kind": "choice", **choices}

    with pytest.raises(Contradiction) as refused:
        settings.add("question", values, organisation_id=salon.organisation.pk, by=clara, now=SUNDAY_18)

    assert list(refused.value.problems) == ["choices_de"]


def test_every_calendar_shows_the_new_name(salon: Salon, clara: Actor) -> None:
    """By hand a service is booked with anybody, so all of them are out of date (I4)."""
    write(salon, clara, name_de="Haarschnitt")

    assert set(Resource.objects.of(salon.organisation).values_list("revision", flat=True)) == {1}
