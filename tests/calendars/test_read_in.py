"""What another client writes into a real calendar is gone from the slots, and back when it is taken away."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch import availability
from terminbuch.calendars.outbound import host_of
from terminbuch.calendars.syncing import sync_next
from terminbuch.models import OutsideCalendar
from terminbuch.queries.offers import Outlook
from terminbuch.queries.services import service_by_slug
from terminbuch.queries.wish import Wish
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, Salon, change, make_calendar, make_salon
from tests.calendars.caldav_stage import CalDavStage

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


def connected(salon: Salon, stage: CalDavStage) -> OutsideCalendar:
    """Ben's, as somebody would connect it: never read so far."""
    calendar = make_calendar(
        salon.ben, remote_id=stage.calendar, next_read_at=SUNDAY_18, read_from=None, read_until=None
    )
    connection, address = calendar.connection, stage.client.address
    connection.secret = {"password": stage.client.password}
    change(connection, address=address, username=stage.client.username, hosts=[host_of(address)])
    return calendar


def bens_mornings(salon: Salon) -> list[bool]:
    """Whether Ben could be booked on Monday and on Tuesday at nine."""
    service = service_by_slug(salon.organisation, "cut")
    assert service is not None
    asked = Wish(service, salon.location, resource=salon.ben)
    slots = Outlook(asked, SUNDAY_18).slots(availability.Span(MONDAY_9, TUESDAY_9 + HOUR))
    starts = {slot.start for slot in slots}
    return [MONDAY_9 in starts, TUESDAY_9 in starts]


def read(calendar: OutsideCalendar, now: datetime) -> None:
    """The next poll; the calendar is then as it was kept."""
    OutsideCalendar.objects.of(calendar.organisation).filter(pk=calendar.pk).update(next_read_at=now)
    assert sync_next(now)
    calendar.refresh_from_db()


@pytest.mark.parametrize("server", ["radicale", "xandikos"])
def test_within_one_poll_the_slots_follow(salon: Salon, server: str, request: pytest.FixtureRequest) -> None:
    stage: CalDavStage = request.getfixturevalue(server)
    calendar = connected(salon, stage)
    stage.add(TUESDAY_9, TUESDAY_9 + HOUR, free=True)
    assert bens_mornings(salon) == [False, False]  # nobody knows yet

    read(calendar, SUNDAY_18)
    assert (calendar.trouble, bens_mornings(salon)) == ("", [True, True])

    event = stage.add(MONDAY_9, MONDAY_10)
    read(calendar, SUNDAY_18 + 2 * MINUTE)
    assert bens_mornings(salon) == [False, True]

    stage.move(event, TUESDAY_9, TUESDAY_9 + HOUR)
    read(calendar, SUNDAY_18 + 4 * MINUTE)
    assert bens_mornings(salon) == [True, False]

    stage.remove(event)
    read(calendar, SUNDAY_18 + 6 * MINUTE)
    assert bens_mornings(salon) == [True, True]


def test_a_changed_password_and_a_calendar_that_is_gone_free_nothing(
    salon: Salon, radicale: CalDavStage
) -> None:
    calendar = connected(salon, radicale)
    radicale.add(MONDAY_9, MONDAY_10)
    read(calendar, SUNDAY_18)
    assert bens_mornings(salon) == [False, True]

    calendar.connection.secret = {"password": "changed"}
    calendar.connection.save()
    read(calendar, SUNDAY_18 + HOUR)
    assert (calendar.trouble, bens_mornings(salon)) == ("signed_out", [False, True])

    calendar.connection.secret = {"password": radicale.client.password}
    calendar.connection.save()
    radicale.client.remove_calendar(radicale.calendar)
    read(calendar, SUNDAY_18 + 2 * HOUR)
    assert (calendar.trouble, bens_mornings(salon)) == ("not_there", [False, True])
