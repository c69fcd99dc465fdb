"""A booking at Google or Microsoft: one event, whatever gets lost, and nobody invited but by us."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.models import BusyTime, CalendarEntry, OutsideCalendar
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    make_booking,
    make_calendar,
    make_salon,
)

from .cloud_stages import CloudStage
from .memory_fixtures import at_rest

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["google_stage", "graph_stage"])
def stage(request: pytest.FixtureRequest) -> CloudStage:
    given: CloudStage = request.getfixturevalue(request.param)
    return given


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def bens(salon: Salon, stage: CloudStage) -> OutsideCalendar:
    """Where what is moved there moves here, too, and what is deleted comes back."""
    calendar = make_calendar(
        salon.ben, remote_id=stage.calendar, blocks=False, receives=True, when_moved="apply",
        when_deleted="restore", full_due=True, next_read_at=SUNDAY_18,
    )  # fmt: skip
    calendar.connection.kind = "google" if stage.calendar.endswith("example") else "microsoft"
    expires_at = (SUNDAY_18 + timedelta(days=9)).timestamp()
    calendar.connection.secret = {**stage.fake.signed_in(), "expires_at": expires_at}
    calendar.connection.save()
    return calendar


def starts(stage: CloudStage) -> list[datetime]:
    told = [str(event["start"]["dateTime"]) for event in stage.fake.standing(stage.calendar)]
    return [datetime.fromisoformat(f"{start[:19]}+00:00") for start in told]


def test_one_event_goes_where_the_booking_goes(
    salon: Salon, bens: OutsideCalendar, stage: CloudStage
) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    assert (starts(stage), BusyTime.objects.of(salon.organisation).count()) == ([MONDAY_9], 0)

    reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18 + MINUTE)
    at_rest(SUNDAY_18 + 3 * MINUTE)
    assert starts(stage) == [TUESDAY_9]

    cancel(booking.pk, by=VISITOR, now=SUNDAY_18 + 4 * MINUTE)
    at_rest(SUNDAY_18 + 6 * MINUTE)
    assert starts(stage) == []


def test_the_booking_goes_where_the_event_goes(
    salon: Salon, bens: OutsideCalendar, stage: CloudStage
) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    entry = CalendarEntry.objects.of(salon.organisation).get()

    stage.move(entry.remote_id, TUESDAY_9, TUESDAY_10)
    at_rest(SUNDAY_18 + 5 * MINUTE)

    booking.refresh_from_db()
    assert (booking.starts_at, starts(stage)) == (TUESDAY_9, [TUESDAY_9])


def test_what_was_deleted_comes_back_once(salon: Salon, bens: OutsideCalendar, stage: CloudStage) -> None:
    """An id that Google has burnt is followed by the next one."""
    make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    entry = CalendarEntry.objects.of(salon.organisation).get()

    stage.remove(entry.remote_id)
    for minutes in (5, 20, 40):
        at_rest(SUNDAY_18 + minutes * MINUTE)

    assert starts(stage) == [MONDAY_9]


def test_an_answer_that_was_lost_makes_no_second_event(
    salon: Salon, bens: OutsideCalendar, stage: CloudStage
) -> None:
    stage.fake.fault("lost_answer", on="POST")
    make_booking(salon.cut, resource_id=salon.ben.pk)

    for minutes in (0, 5, 20):
        at_rest(SUNDAY_18 + minutes * MINUTE)

    assert starts(stage) == [MONDAY_9]


def test_nobody_is_invited_but_by_our_own_mail(
    salon: Salon, bens: OutsideCalendar, stage: CloudStage
) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)

    [event] = stage.fake.standing(stage.calendar)
    assert "attendees" not in event
    assert event.get("summary", event.get("subject")) == "Termin"
