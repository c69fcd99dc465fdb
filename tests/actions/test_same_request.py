"""The same request again gets the first answer; the same key for something else is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions import keys
from terminbuch.actions.asking import LINK_HOLDER, VISITOR
from terminbuch.actions.booking import book, cancel, reschedule
from terminbuch.actions.holding import hold
from terminbuch.actions.refusals import KeyReused, SlotTaken, TooLate
from terminbuch.models import AcceptedRequest, Booking
from tests.builders import (
    BERLIN,
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_move,
    a_request,
    make_booking,
)
from tests.reading import everything, log_of, occupied, promised

HOUR = timedelta(hours=1)


def test_the_same_request_again_is_the_same_booking_and_does_nothing_more(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9)
    first = book(request, by=VISITOR, now=SUNDAY_18)
    before = everything(salon.organisation)

    second = book(request, by=VISITOR, now=SUNDAY_18 + HOUR)

    assert second == first
    assert everything(salon.organisation) == before


def test_what_was_answered_first_is_answered_after_a_cancellation(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    booking = book(request, by=VISITOR, now=SUNDAY_18)
    cancel(booking.pk, by=VISITOR, now=SUNDAY_18)

    again = book(request, by=VISITOR, now=SUNDAY_18)

    assert (again.pk, again.status) == (booking.pk, "cancelled")
    assert occupied(salon.ben) == []


def test_what_was_answered_first_is_answered_after_a_move(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    booking = book(request, by=VISITOR, now=SUNDAY_18)
    reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    again = book(request, by=VISITOR, now=SUNDAY_18)

    assert (again.pk, again.starts_at) == (booking.pk, TUESDAY_9)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]


def test_what_was_answered_first_is_answered_when_the_hold_is_gone_and_the_time_taken_or_past(
    salon: Salon,
) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, hold_token=held.token)
    booking = book(request, by=VISITOR, now=SUNDAY_18)

    assert book(request, by=VISITOR, now=SUNDAY_18) == booking
    assert book(replace(request, hold_token="", language="en"), by=VISITOR, now=MONDAY_10) == booking


def test_the_same_instant_said_by_another_clock_is_the_same_request(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9)
    booking = book(request, by=VISITOR, now=SUNDAY_18)

    assert book(replace(request, starts_at=MONDAY_9.astimezone(BERLIN)), by=VISITOR, now=SUNDAY_18) == booking


OTHERS: dict[str, dict[str, Any]] = {
    "another time": {"starts_at": TUESDAY_9},
    "another name": {"name": "Berta"},
    "another address": {"email": "berta@example.org"},
    "another phone": {"phone": "+4930"},
    "another note": {"note": "please"},
    "other answers": {"answers": (("a", "b"),)},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_the_same_key_for_something_else_is_refused_and_names_the_first_booking(
    salon: Salon, other: dict[str, Any]
) -> None:
    request = a_request(salon.cut, at=MONDAY_9)
    booking = book(request, by=VISITOR, now=SUNDAY_18)
    before = everything(salon.organisation)

    with pytest.raises(KeyReused) as refused:
        book(replace(request, **other), by=VISITOR, now=SUNDAY_18)

    assert (refused.value.booking, refused.value.status) == (booking, 422)
    assert everything(salon.organisation) == before


def test_another_resource_under_the_same_key_is_something_else(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    book(request, by=VISITOR, now=SUNDAY_18)

    with pytest.raises(KeyReused):
        book(replace(request, resource_id=salon.clara.pk), by=VISITOR, now=SUNDAY_18)


def test_after_a_refusal_the_same_key_may_ask_for_another_time(salon: Salon) -> None:
    make_booking(salon.cut, resource_id=salon.ben.pk)
    request = a_request(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.ben.pk)
    with pytest.raises(SlotTaken):
        book(request, by=VISITOR, now=SUNDAY_18)
    assert AcceptedRequest.objects.of(salon.organisation).count() == 1

    booking = book(replace(request, starts_at=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    assert booking.starts_at == TUESDAY_9


def test_a_key_is_kept_as_a_hash_only(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9)
    booking = book(request, by=VISITOR, now=SUNDAY_18)

    (row,) = AcceptedRequest.objects.of(salon.organisation)
    assert row.key_hash == keys.hashed(request.key)
    assert (row.result, row.created_at) == (booking.uid, SUNDAY_18)
    assert request.key not in str(everything(salon.organisation))


def test_a_key_of_another_organisation_means_nothing_here(salon: Salon, mallory: Salon) -> None:
    request = a_request(mallory.cut, at=MONDAY_9)
    theirs = book(request, by=VISITOR, now=SUNDAY_18)

    ours = book(a_request(salon.cut, at=MONDAY_9, key=request.key), by=VISITOR, now=SUNDAY_18)

    assert ours != theirs


def test_the_same_move_again_moves_nothing(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    move = a_move(booking, to=TUESDAY_9)
    reschedule(move, by=LINK_HOLDER, now=SUNDAY_18)
    before = everything(salon.organisation)

    again = reschedule(move, by=LINK_HOLDER, now=SUNDAY_18)

    assert again.starts_at == TUESDAY_9
    assert everything(salon.organisation) == before
    assert [what for what, _, _ in log_of(booking)] == ["booked", "moved"]


def test_the_same_move_again_is_answered_after_another_move_a_cancellation_and_the_cut_off(
    salon: Salon,
) -> None:
    booking = make_booking(salon.cut)
    move = a_move(booking, to=TUESDAY_9)
    reschedule(move, by=LINK_HOLDER, now=SUNDAY_18)
    reschedule(a_move(booking, to=MONDAY_10), by=LINK_HOLDER, now=SUNDAY_18)
    assert reschedule(move, by=LINK_HOLDER, now=SUNDAY_18).starts_at == MONDAY_10
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert reschedule(move, by=LINK_HOLDER, now=datetime(2027, 1, 1, tzinfo=UTC)).status == "cancelled"


def test_a_move_under_the_key_of_another_move_is_refused(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    move = a_move(booking, to=TUESDAY_9)
    reschedule(move, by=LINK_HOLDER, now=SUNDAY_18)

    with pytest.raises(KeyReused):
        reschedule(replace(move, starts_at=TUESDAY_10), by=LINK_HOLDER, now=SUNDAY_18)

    assert Booking.objects.of(salon.organisation).get().starts_at == TUESDAY_9


def test_a_refused_move_leaves_its_key_unused(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    move = a_move(booking, to=TUESDAY_9)
    with pytest.raises(TooLate):
        reschedule(move, by=LINK_HOLDER, now=MONDAY_10)

    assert reschedule(move, by=LINK_HOLDER, now=SUNDAY_18).starts_at == TUESDAY_9
    assert [kind for kind, _ in promised(booking)].count("booking_moved") == 1
