"""A change is taken back before anybody was told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions import deliveries
from terminbuch.actions.asking import LINK_HOLDER, Actor, NewCustomer
from terminbuch.actions.booking import create_by_hand, edit, reschedule, undo
from terminbuch.actions.booking.editing import GRACE
from terminbuch.actions.refusals import ChangedMeanwhile, InTheWay, Refusal, TooLateToUndo
from terminbuch.models import Booking
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    as_it_is,
    berlin,
    by_hand,
    change,
    make_booking,
)
from tests.reading import everything, log_of, occupied, promised

LAST_MOMENT = SUNDAY_18 + GRACE
MINUTE = timedelta(minutes=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def save(booking: Booking, by: Actor, **changes: Any) -> Booking:
    return edit(booking.pk, as_it_is(booking, **changes), version=booking.version, by=by, now=SUNDAY_18)


def take_back(booking: Booking, by: Actor, *, now: Any = LAST_MOMENT, version: int = 2) -> Booking:
    organisation_id = booking.organisation_id
    return undo(booking.pk, organisation_id=organisation_id, version=version, by=by, now=now)


def refuse(booking: Booking, refusal: type[Refusal], **how: Any) -> None:
    before = everything(booking.organisation)
    with pytest.raises(refusal):
        take_back(booking, **how)
    assert everything(booking.organisation) == before


def test_time_and_people_are_as_before_and_nobody_is_told(salon: Salon, clara: Actor, booking: Booking):
    before = promised(booking)
    moved = save(booking, clara, starts_at=TUESDAY_9, picks=(salon.clara.pk,), duration_minutes=90)

    back = take_back(moved, clara)

    assert (back.starts_at, back.ends_at, back.version) == (MONDAY_9, MONDAY_10, 3)
    assert (occupied(salon.ben), occupied(salon.clara)) == ([(MONDAY_9, MONDAY_10)], [])
    assert promised(back) == before
    assert log_of(back)[1:] == [("edited", "member", "staff"), ("undone", "member", "staff")]


def test_whom_the_customer_chose_stays_chosen(salon: Salon, clara: Actor, booking: Booking):
    moved = save(booking, clara, picks=(salon.clara.pk,))

    back = take_back(moved, clara)

    back.refresh_from_db()
    assert back.chosen_resource == salon.ben


def test_the_reminder_is_of_the_old_time_again(salon: Salon, clara: Actor):
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    take_back(save(booking, clara, starts_at=TUESDAY_9), clara)

    due = booking.deliveries.filter(kind="booking_reminder", state="due")
    assert [row.due_at for row in due] == [MONDAY_9 - timedelta(hours=1)]


def test_note_and_customer_are_as_before(salon: Salon, clara: Actor):
    booking = create_by_hand(by_hand(salon, staff_note="alt"), by=clara, now=SUNDAY_18)
    changed = save(booking, clara, staff_note="neu", customer=NewCustomer("Berta", "berta@example.org"))

    back = take_back(changed, clara)

    assert (back.staff_note, back.name, back.email) == ("alt", "Anna", "anna@example.org")
    assert "berta@example.org" not in [address for _kind, address in promised(back)]


def test_nobody_needs_to_phone_any_more(salon: Salon, clara: Actor):
    nameless = create_by_hand(by_hand(salon, customer=None), by=clara, now=SUNDAY_18)

    back = take_back(save(nameless, clara, starts_at=TUESDAY_9), clara)

    assert not back.tasks.exists()


def test_a_moment_after_the_grace_it_is_too_late(clara: Actor, booking: Booking):
    moved = save(booking, clara, starts_at=TUESDAY_9)

    refuse(moved, TooLateToUndo, by=clara, now=LAST_MOMENT + timedelta(microseconds=1))


def test_when_a_mail_has_left_it_is_too_late(salon: Salon, clara: Actor, booking: Booking):
    for _ in range(2):
        first = deliveries.take_due(SUNDAY_18, lease=MINUTE)
        deliveries.mark_sent(first, now=SUNDAY_18)  # type: ignore[arg-type]
    moved = save(booking, clara, starts_at=TUESDAY_9)
    deliveries.take_due(LAST_MOMENT, lease=MINUTE)

    refuse(moved, TooLateToUndo, by=clara)


def test_a_change_after_it_is_not_undone_with_it(clara: Actor, booking: Booking):
    moved = save(booking, clara, starts_at=TUESDAY_9)
    reschedule(a_move(moved, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)

    refuse(moved, ChangedMeanwhile, by=clara)
    refuse(moved, ChangedMeanwhile, by=clara, version=3)


def test_what_was_never_changed_by_hand_has_nothing_to_undo(clara: Actor, booking: Booking):
    refuse(booking, ChangedMeanwhile, by=clara, version=1)


def test_an_undo_is_not_undone(clara: Actor, booking: Booking):
    back = take_back(save(booking, clara, starts_at=TUESDAY_9), clara)

    refuse(back, ChangedMeanwhile, by=clara, version=3)


def test_when_the_old_time_was_taken_meanwhile_the_new_one_stays(
    salon: Salon, clara: Actor, booking: Booking
):
    moved = save(booking, clara, starts_at=TUESDAY_9)
    make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)

    refuse(moved, InTheWay, by=clara)


def test_a_wish_that_ended_with_the_change_is_not_brought_back(salon: Salon, clara: Actor, booking: Booking):
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)
    booking.refresh_from_db()
    moved = save(booking, clara, starts_at=TUESDAY_9)

    refuse(moved, TooLateToUndo, by=clara, version=3)
