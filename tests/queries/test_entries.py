"""How a booking is to stand in somebody's calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.ical.seen import Entry
from terminbuch.models import Booking, OutsideCalendar
from terminbuch.queries.entries import wanted
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    Salon,
    by_hand,
    change,
    make_booking,
    make_calendar,
    make_member,
    make_salon,
    make_service,
    needs,
    staff,
)

HOUR, HALF = timedelta(hours=1), timedelta(minutes=30)


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def bens(salon: Salon) -> OutsideCalendar:
    return make_calendar(salon.ben, blocks=False, receives=True)


def with_ben(salon: Salon) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk, phone="030 1", note="Bitte leise")


def test_whoever_looks_into_the_calendar_learns_only_the_time(salon: Salon, bens: OutsideCalendar) -> None:
    booking = with_ben(salon)

    assert wanted(booking, bens) == Entry(
        marker=booking.uid.hex,
        uid=str(booking.uid),
        generation=0,
        sequence=0,
        starts_at=MONDAY_9,
        ends_at=MONDAY_9 + HOUR,
        summary="Termin",
        written_at=SUNDAY_18,
    )


def test_where_that_is_set_it_says_who_comes_and_for_what(salon: Salon, bens: OutsideCalendar) -> None:
    change(bens, style="full")

    entry = wanted(with_ben(salon), bens)

    assert entry is not None
    assert (entry.summary, entry.description, entry.location) == (
        f"{salon.cut.name_de}, Anna",
        "030 1\nanna@example.org\nBitte leise",
        "Mitte, Lindenstraße 12, 10969 Berlin",
    )


def test_a_blocked_time_says_what_it_is_for_where_that_is_set(salon: Salon, bens: OutsideCalendar) -> None:
    change(bens, style="full")
    request = by_hand(salon, service_id=None, customer=None, staff_note="Inventur")
    block = deeds.create_by_hand(request, by=staff(make_member(salon.organisation)), now=SUNDAY_18)

    entry = wanted(block, bens)
    assert entry is not None
    assert entry.summary == "Inventur"


def test_a_request_is_tentative(salon: Salon, bens: OutsideCalendar) -> None:
    change(salon.cut, needs_approval=True)

    entry = wanted(with_ben(salon), bens)

    assert entry is not None
    assert entry.is_tentative


def test_who_is_needed_for_less_has_less_and_nobody_has_buffers(salon: Salon) -> None:
    colour = make_service(
        salon.organisation, "colour", duration_minutes=60, buffer_before_minutes=15, buffer_after_minutes=15
    )
    needs(colour, salon.ben)
    needs(colour, salon.room, duration_minutes=30, buffer_after_minutes=0)
    bens = make_calendar(salon.ben, blocks=False, receives=True)
    rooms = make_calendar(salon.room, blocks=False, receives=True)
    booking = make_booking(colour)

    entries = [wanted(booking, bens), wanted(booking, rooms)]
    spans = [(entry.starts_at, entry.ends_at) for entry in entries if entry]

    assert spans == [(MONDAY_9, MONDAY_9 + HOUR), (MONDAY_9, MONDAY_9 + HALF)]


def test_what_is_off_or_somebody_else_s_does_not_stand_there(salon: Salon, bens: OutsideCalendar) -> None:
    booking = with_ben(salon)
    claras = make_calendar(salon.clara, blocks=False, receives=True)
    only_read = make_calendar(salon.ben, "Sport")
    assert (wanted(booking, claras), wanted(booking, only_read)) == (None, None)

    booking.status = Booking.Status.CANCELLED
    assert wanted(booking, bens) is None
