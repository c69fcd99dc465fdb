"""A case follows its booking, whoever changes it and by which door."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import LINK_HOLDER, WORKER, HandRequest
from terminbuch.actions.booking import accept, cancel, decline, edit, expire, reschedule, undo
from terminbuch.actions.keys import new_key
from terminbuch.models import Booking, Hold, Resource
from tests.actions.assistant.morning import Morning, case_of, proposal
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    berlin,
    change,
    make_booking,
    make_service,
    needs,
)

HOUR = timedelta(hours=1)
MONDAY_14 = berlin(23, 14)


def edited(
    morning: Morning, booking: Booking, *people: Resource, at: datetime | None = None, **fields: Any
) -> Booking:
    """What Clara says in the window."""
    booking.refresh_from_db()
    request = HandRequest(
        organisation_id=morning.key,
        service_id=booking.service_id,
        location_id=booking.location_id,
        picks=tuple(person.pk for person in people),
        starts_at=at or booking.starts_at,
        duration_minutes=60,
        buffer_before_minutes=0,
        buffer_after_minutes=0,
        customer=booking.customer_id,
        staff_note="",
        key=new_key(),
        **fields,
    )
    return edit(booking.pk, request, version=booking.version, by=morning.clara, now=SUNDAY_18)


def test_staff_moves_it_by_hand(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    edited(morning, booking, salon.ben, at=TUESDAY_9)

    assert case_of(booking).state == "moved"


def test_staff_gives_it_to_somebody_else_by_hand(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    edited(morning, booking, salon.clara)

    assert case_of(booking).state == "kept"


def test_a_note_is_no_answer(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    edited(morning, booking, salon.ben)

    assert case_of(booking).state == "planned"


def test_whoever_moves_it_within_the_absence_has_not_done_with_it(
    salon: Salon, morning: Morning, booking: Booking
) -> None:
    morning.falls_ill()

    edited(morning, booking, salon.ben, at=MONDAY_14, overrides=True)

    assert case_of(booking).state == "planned"


def test_what_is_undone_is_to_be_planned_again(salon: Salon, morning: Morning, booking: Booking) -> None:
    morning.falls_ill()
    moved = edited(morning, booking, salon.ben, at=TUESDAY_9)

    undo(moved.pk, organisation_id=morning.key, version=moved.version, by=morning.clara, now=SUNDAY_18)

    booking.refresh_from_db()
    assert (booking.starts_at, case_of(booking).state) == (MONDAY_9, "planned")


def test_staff_cancels_it(morning: Morning, booking: Booking) -> None:
    morning.falls_ill()

    cancel(booking.pk, by=morning.clara, now=SUNDAY_18)

    assert case_of(booking).state == "cancelled"


def test_a_request_that_is_declined_or_lapses_is_over(salon: Salon, morning: Morning) -> None:
    change(salon.cut, needs_approval=True)
    declined, lapsed = (
        make_booking(salon.cut, at=at, resource_id=salon.ben.pk) for at in (MONDAY_9, MONDAY_14)
    )
    morning.falls_ill()

    decline(declined.pk, by=morning.clara, now=SUNDAY_18)
    expire(lapsed.pk, by=WORKER, now=MONDAY_14)

    assert [case_of(booking).state for booking in (declined, lapsed)] == ["cancelled", "cancelled"]


@pytest.fixture
def wishing(salon: Salon, morning: Morning) -> Booking:
    """On Tuesday with Ben, and the customer wishes for Monday, when Ben is away."""
    booking = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=MONDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    morning.falls_ill()
    return booking


def test_a_wish_that_was_hit_and_is_declined_leaves_the_appointment_as_it_was(
    morning: Morning, wishing: Booking
) -> None:
    decline(wishing.pk, by=morning.clara, now=SUNDAY_18)

    assert case_of(wishing).state == "kept"


def test_another_wish_that_is_not_hit_leaves_nothing_to_do(wishing: Booking) -> None:
    reschedule(a_move(wishing, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)

    assert case_of(wishing).state == "kept"


def test_a_wish_into_the_absence_that_is_granted_is_still_to_be_planned(
    morning: Morning, wishing: Booking
) -> None:
    accept(wishing.pk, by=morning.clara, now=SUNDAY_18)

    wishing.refresh_from_db()
    assert (wishing.starts_at, case_of(wishing).state) == (MONDAY_9, "planned")


def test_a_move_within_the_absence_gives_the_kept_times_back(salon: Salon, morning: Morning) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    booking = make_booking(shave, at=MONDAY_14)
    morning.falls_ill()
    morning.send(case_of(booking))
    assert case_of(booking).state == "waiting"

    edited(morning, booking, salon.ben, at=MONDAY_14 + HOUR, overrides=True)

    assert (case_of(booking).state, proposal(booking).kind) == ("planned", "none")
    assert not Hold.objects.of(salon.organisation).exists()
