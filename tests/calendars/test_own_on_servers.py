"""A booking in a real server's calendar: written, dragged there, followed, carried off, cancelled."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import cancel
from terminbuch.calendars import outbound
from terminbuch.calendars.outbound import host_of
from terminbuch.calendars.probing import rights
from terminbuch.models import BusyTime, CalendarEntry, OutsideCalendar
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    make_booking,
    make_calendar,
    make_salon,
)

from .another_client import event
from .caldav_stage import CalDavStage
from .contract import entry
from .memory_fixtures import at_rest

MINUTE = timedelta(minutes=1)
SERVERS = ["radicale", "xandikos"]


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture(params=SERVERS)
def stage(request: pytest.FixtureRequest) -> CalDavStage:
    found: CalDavStage = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def bens(salon: Salon, stage: CalDavStage) -> OutsideCalendar:
    """Where what is moved there moves here, too."""
    calendar = make_calendar(
        salon.ben,
        remote_id=stage.calendar,
        blocks=False,
        receives=True,
        when_moved="apply",
        when_deleted="restore",
        full_due=True,
        next_read_at=SUNDAY_18,
    )
    connection = calendar.connection
    connection.address, connection.username = stage.client.address, stage.client.username
    connection.secret, connection.hosts = {"password": stage.client.password}, [host_of(stage.client.address)]
    connection.save()
    return calendar


def standing(stage: CalDavStage) -> list[datetime | None]:
    look = stage.kind.look(stage.calendar, starts_at=SUNDAY_18, ends_at=SUNDAY_18 + timedelta(days=5))
    return [each.starts_at for each in outbound.wait(look, seconds=20)]


def test_one_event_goes_where_the_booking_goes_and_the_booking_where_the_event_goes(
    salon: Salon, bens: OutsideCalendar, stage: CalDavStage
) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    assert (standing(stage), BusyTime.objects.of(salon.organisation).count()) == ([MONDAY_9], 0)

    entry = CalendarEntry.objects.of(salon.organisation).get()
    stage.move(entry.remote_id, TUESDAY_9, TUESDAY_10)
    at_rest(SUNDAY_18 + 3 * MINUTE)
    at_rest(SUNDAY_18 + 6 * MINUTE)
    booking.refresh_from_db()
    assert (booking.starts_at, standing(stage)) == (TUESDAY_9, [TUESDAY_9])

    stage.remove(entry.remote_id)
    at_rest(SUNDAY_18 + 9 * MINUTE)
    at_rest(SUNDAY_18 + 20 * MINUTE)
    assert (standing(stage), BusyTime.objects.of(salon.organisation).count()) == ([TUESDAY_9], 0)

    cancel(booking.pk, by=VISITOR, now=SUNDAY_18 + 20 * MINUTE)
    at_rest(SUNDAY_18 + 20 * MINUTE)
    assert standing(stage) == []


def test_an_invitation_that_was_entered_before_becomes_our_entry(
    salon: Salon, bens: OutsideCalendar, stage: CalDavStage
) -> None:
    """Servers take a UID once in a calendar: what the mail program put there has ours."""
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    stage.client.write(stage.calendar, "from-the-mail.ics", event(str(booking.uid), MONDAY_9, MONDAY_10))

    at_rest(SUNDAY_18)

    assert (standing(stage), BusyTime.objects.of(salon.organisation).count()) == ([MONDAY_9], 0)


def test_rights_are_tried_and_nothing_is_left_behind(stage: CalDavStage) -> None:
    far = SUNDAY_18 + timedelta(days=3 * 365)
    found = outbound.wait(
        rights(stage.kind, stage.calendar, entry(far, far + timedelta(hours=1))), seconds=20
    )

    look = stage.kind.look(stage.calendar, starts_at=far - timedelta(days=2), ends_at=far + timedelta(days=2))
    assert (found.missing, outbound.wait(look, seconds=20)) == ("", [])
