"""A hold and the booking that comes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.holding import HeldSlot, hold
from terminbuch.actions.refusals import SlotTaken
from terminbuch.models import Absence, Allocation, Hold
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_request,
    make_booking,
    make_service,
    needs,
)
from tests.reading import occupied

RUN_OUT = SUNDAY_18 + timedelta(minutes=10)


@pytest.fixture
def held(salon: Salon) -> HeldSlot:
    """Monday at nine with Ben."""
    return hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)


def test_whoever_holds_a_slot_books_it_and_the_hold_is_used_up(salon: Salon, held: HeldSlot) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, hold_token=held.token)

    booking = book(request, by=VISITOR, now=RUN_OUT - timedelta(seconds=1))

    assert booking.people() == ["Ben"]
    assert not Hold.objects.of(salon.organisation).exists()
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_nobody_else_books_what_is_held(salon: Salon, held: HeldSlot) -> None:
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)

    assert Hold.objects.of(salon.organisation).get() == held.hold


def test_a_held_pick_serves_where_anybody_will_do(salon: Salon) -> None:
    """Clara would be next by then, but the hold is Ben's time."""
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    booking = book(a_request(salon.cut, at=MONDAY_9, hold_token=held.token), by=VISITOR, now=SUNDAY_18)

    assert booking.people() == ["Ben"]


def test_a_hold_has_run_out_at_its_deadline_and_is_forgotten_by_the_next_who_asks(
    salon: Salon, held: HeldSlot
) -> None:
    booking = make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk, now=RUN_OUT)

    assert booking.people() == ["Ben"]
    assert not Hold.objects.of(salon.organisation).exists()


def test_a_moment_before_its_deadline_a_hold_still_holds(salon: Salon, held: HeldSlot) -> None:
    with pytest.raises(SlotTaken):
        make_booking(
            salon.cut, who="Berta", resource_id=salon.ben.pk, now=RUN_OUT - timedelta(microseconds=1)
        )


def test_whose_hold_has_run_out_may_still_book_what_is_free(salon: Salon, held: HeldSlot) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, hold_token=held.token)

    assert book(request, by=VISITOR, now=RUN_OUT).people() == ["Ben"]


def test_a_token_that_never_was_is_no_reason_to_refuse(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9, hold_token="nothing")

    assert book(request, by=VISITOR, now=SUNDAY_18).pk


def test_another_organisations_hold_is_not_used(salon: Salon, mallory: Salon) -> None:
    theirs = hold(a_hold(mallory.cut, at=MONDAY_9, resource_id=mallory.ben.pk), now=SUNDAY_18)

    book(a_request(salon.cut, at=MONDAY_9, hold_token=theirs.token), by=VISITOR, now=SUNDAY_18)

    assert Hold.objects.of(mallory.organisation).get() == theirs.hold
    assert occupied(mallory.ben) == [(MONDAY_9, MONDAY_10)]


def test_a_hold_for_another_time_helps_nobody_and_stays(salon: Salon, held: HeldSlot) -> None:
    make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.ben.pk)

    booking = book(a_request(salon.cut, at=TUESDAY_9, hold_token=held.token), by=VISITOR, now=SUNDAY_18)

    assert booking.people() == ["Clara"]
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (TUESDAY_9, TUESDAY_10)]


def test_a_hold_for_another_service_does_not_make_its_time_free(salon: Salon, held: HeldSlot) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)

    with pytest.raises(SlotTaken):
        book(a_request(shave, at=MONDAY_9, hold_token=held.token), by=VISITOR, now=SUNDAY_18)

    assert Hold.objects.of(salon.organisation).get() == held.hold


def test_a_hold_with_one_person_lets_its_holder_choose_another(salon: Salon, held: HeldSlot) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk, hold_token=held.token)

    booking = book(request, by=VISITOR, now=SUNDAY_18)

    assert booking.people() == ["Clara"]
    assert occupied(salon.ben) == []


def test_when_the_held_person_falls_ill_somebody_else_serves(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    Absence.objects.create(
        organisation=salon.organisation, resource=salon.ben, starts_at=MONDAY_9, ends_at=TUESDAY_9
    )

    booking = book(a_request(salon.cut, at=MONDAY_9, hold_token=held.token), by=VISITOR, now=SUNDAY_18)

    assert booking.people() == ["Clara"]
    assert Allocation.objects.of(salon.organisation).count() == 1
