"""Every change of a booking is promised to the calendars that receive it, and to no other (S18)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR, Actor
from terminbuch.actions.calendar_writes import promise_all
from terminbuch.models import Booking, CalendarEntry, Delivery, OutsideCalendar
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    as_it_is,
    change,
    make_booking,
    make_calendar,
)

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


@pytest.fixture
def bens(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.ben, "Ben", blocks=False, receives=True)


@pytest.fixture
def claras(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.clara, "Clara", blocks=False, receives=True)


@pytest.fixture
def booking(salon: Salon, bens: OutsideCalendar) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def promised(salon: Salon) -> list[tuple[str, int]]:
    """Which calendar is to be written, and since when, in seconds."""
    rows = Delivery.objects.of(salon.organisation).filter(kind="calendar").order_by("pk")
    return [
        (row.calendar.name, (row.due_at - SUNDAY_18) // SECOND)
        for row in rows.select_related("calendar")
        if row.calendar
    ]


def stands(booking: Booking, calendar: OutsideCalendar, **fields: object) -> CalendarEntry:
    """As the writer leaves it."""
    values: dict[str, object] = {"is_there": True, "remote_id": "1.ics", "version": booking.version}
    return CalendarEntry.objects.create(
        organisation=booking.organisation, booking=booking, calendar=calendar, **values | fields
    )


def test_a_new_booking_a_move_and_a_cancellation_are_promised_once_each(
    salon: Salon, booking: Booking
) -> None:
    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18 + SECOND)
    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18 + 2 * SECOND)
    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18 + 3 * SECOND)

    assert promised(salon) == [("Ben", 0), ("Ben", 1), ("Ben", 2)]


def test_a_booking_of_somebody_without_a_calendar_promises_nothing(
    salon: Salon, bens: OutsideCalendar
) -> None:
    make_booking(salon.cut, resource_id=salon.clara.pk)

    assert promised(salon) == []


def test_whoever_loses_and_whoever_gets_a_booking_is_written_to(
    salon: Salon, booking: Booking, claras: OutsideCalendar, clara: Actor
) -> None:
    request = as_it_is(booking, picks=(salon.clara.pk,))

    deeds.edit(booking.pk, request, version=1, by=clara, now=SUNDAY_18 + SECOND)

    assert sorted(promised(salon)) == [("Ben", 0), ("Ben", 1), ("Clara", 1)]


def test_a_calendar_in_which_it_stands_hears_of_it_though_it_receives_no_more(
    salon: Salon, booking: Booking, bens: OutsideCalendar
) -> None:
    stands(booking, bens)
    change(bens, receives=False)

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18 + SECOND)

    assert promised(salon) == [("Ben", 0), ("Ben", 1)]


def test_taking_a_change_back_does_not_wait_for_the_calendar(
    salon: Salon, booking: Booking, clara: Actor
) -> None:
    request = as_it_is(booking, starts_at=MONDAY_10)
    changed = deeds.edit(booking.pk, request, version=1, by=clara, now=SUNDAY_18)
    Delivery.objects.of(salon.organisation).filter(kind="calendar").update(state=Delivery.State.SENT)

    version, organisation_id = changed.version, salon.organisation.pk
    back = deeds.undo(
        booking.pk, organisation_id=organisation_id, version=version, by=clara, now=SUNDAY_18 + SECOND
    )

    assert (back.starts_at, promised(salon)[-1]) == (MONDAY_9, ("Ben", 1))


def test_the_mail_to_who_has_it_written_knows_that(salon: Salon, booking: Booking) -> None:
    rows = Delivery.objects.of(salon.organisation).filter(booking=booking).exclude(recipient="")

    told = {row.kind: row.facts.get("is_written", False) for row in rows}

    assert told == {"booking_confirmed": False, "resource_new": True}


def test_a_calendar_that_becomes_the_target_gets_all_that_is_to_come(salon: Salon) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.clara.pk, who="Berta")
    bens = make_calendar(salon.ben, "Ben", blocks=False, receives=True)

    assert promise_all(bens, now=MONDAY_10) == 1
    assert [row.booking.starts_at for row in bens.deliveries.all() if row.booking] == [TUESDAY_9]


def test_what_stands_as_it_should_is_not_written_again(
    salon: Salon, booking: Booking, bens: OutsideCalendar
) -> None:
    entry = stands(booking, bens)
    assert promise_all(bens, now=SUNDAY_18) == 0

    change(entry, failed_at=SUNDAY_18)
    assert promise_all(bens, now=SUNDAY_18) == 1


def test_a_calendar_that_is_the_target_no_more_is_tidied(
    salon: Salon, booking: Booking, bens: OutsideCalendar
) -> None:
    stands(booking, bens)
    change(bens, receives=False)

    assert promise_all(bens, now=SUNDAY_18 + HOUR) == 1
    assert promised(salon) == [("Ben", 3600)]
