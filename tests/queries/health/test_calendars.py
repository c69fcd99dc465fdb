"""Whether outside calendars are fresh, what is booked arrives in them, and none contradicts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.models import CalendarConnection, Conflict, Delivery, OutsideCalendar, Task
from terminbuch.queries import health
from tests.builders import SUNDAY_18, Salon, change, make_booking, make_calendar
from tests.queries.health.looked import said

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CODES = {"calendar", "calendar_writes", "conflicts"}
NOTHING_OFFERED = "Nothing of this person’s time is offered meanwhile"
NOTHING_FOLLOWED = "Much was changed in it at once, and nothing is followed until somebody says so"
SIGNED_OUT = CalendarConnection.State.SIGNED_OUT


@pytest.fixture
def bens(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.ben)


def test_where_none_is_connected_there_is_nothing_to_say(salon: Salon) -> None:
    make_calendar(salon.ben, blocks=False)

    for organisation in (None, salon.organisation):
        assert CODES.isdisjoint(finding.code for finding in health.findings(SUNDAY_18, organisation))


def test_each_is_named_with_its_person_and_where_it_is_put_right(salon: Salon, bens: OutsideCalendar) -> None:
    (found,) = [each for each in health.findings(SUNDAY_18, salon.organisation) if each.code == "calendar"]

    assert (found.title, found.about) == ("Calendar “Privat” (Ben)", str(bens.connection.uid))


@pytest.mark.parametrize(
    ("fields", "state", "sentence"),
    [
        ({}, "good", "last read 1 minute ago"),
        ({"last_good_at": SUNDAY_18 - HOUR}, "warn", "last read 61 minutes ago"),
        ({"last_good_at": SUNDAY_18 - 2 * HOUR}, "warn", "last read 2 hours ago"),
        ({"last_good_at": None, "read_from": None, "read_until": None}, "hint", "it was never read so far"),
        (
            {"trouble": "broken", "failing_since": SUNDAY_18},
            "hint",
            "last read 1 minute ago. The other side has a fault of its own",
        ),
        (
            {
                "trouble": "unreachable", "failing_since": SUNDAY_18 - HOUR, "is_withheld": True,
                "last_good_at": SUNDAY_18 - 29 * MINUTE,
            },
            "warn",
            "last read 30 minutes ago. The other side does not answer. " + NOTHING_OFFERED,
        ),
        (
            {"paused_at": SUNDAY_18},
            "warn",
            "last read 1 minute ago. " + NOTHING_FOLLOWED,
        ),
    ],
)  # fmt: skip
def test_state_age_and_reason(
    salon: Salon, bens: OutsideCalendar, fields: dict[str, Any], state: str, sentence: str
) -> None:
    change(bens, **fields)

    assert said("calendar", SUNDAY_18 + MINUTE, organisation=salon.organisation) == (state, sentence)


def test_where_somebody_must_sign_in_it_says_so(salon: Salon, bens: OutsideCalendar) -> None:
    change(bens.connection, state=SIGNED_OUT)
    change(bens, trouble="signed_out")

    assert said("calendar", organisation=salon.organisation) == (
        "warn",
        "last read 0 minutes ago. The other side no longer accepts the sign-in. Somebody must sign in again",
    )


def test_operators_are_told_how_many_and_not_whose(salon: Salon, bens: OutsideCalendar) -> None:
    make_calendar(salon.clara, "Verein")
    assert said("calendar") == ("good", "2 are read in time")

    change(bens.connection, state=SIGNED_OUT)
    assert said("calendar") == ("warn", "1 of 2 needs somebody to look after it")


def test_what_does_not_arrive_in_a_calendar_is_counted(salon: Salon, bens: OutsideCalendar) -> None:
    booking = make_booking(salon.cut, resource_id=salon.clara.pk)
    change(bens, receives=True)
    assert said("calendar_writes") == ("good", "all that is booked stands in its calendar")

    write = Delivery.objects.create(
        organisation=salon.organisation, calendar=bens, booking=booking, key="1", kind="calendar",
        due_at=SUNDAY_18, created_at=SUNDAY_18,
    )  # fmt: skip
    assert said("calendar_writes", SUNDAY_18 + 10 * MINUTE)[0] == "good"
    assert said("calendar_writes", SUNDAY_18 + 11 * MINUTE) == (
        "warn",
        "1 booking has been waiting to be written for more than ten minutes",
    )

    change(write, state=Delivery.State.FAILED)
    Task.objects.create(
        organisation=salon.organisation, kind="not_in_calendar", delivery=write, created_at=SUNDAY_18
    )
    assert said("calendar_writes") == (
        "warn",
        "1 booking could not be written into its calendar; see the tasks",
    )


def test_open_conflicts_are_counted(salon: Salon, bens: OutsideCalendar) -> None:
    assert said("conflicts") == ("good", "no calendar contradicts a booking")

    own: dict[str, Any] = {"organisation": salon.organisation, "resource": salon.ben, "calendar": bens}
    case = Conflict.objects.create(kind="overlap", opened_at=SUNDAY_18, **own)
    assert said("conflicts") == ("warn", "1 conflict waits for a decision")

    change(case, ended_at=SUNDAY_18, ending="gone")
    assert said("conflicts")[0] == "good"
