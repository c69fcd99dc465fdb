"""Two sessions in named orders: the first has locked and written half, the second comes; then both end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, WORKER, Actor
from terminbuch.actions.booking import accept, attend, book, cancel, decline, expire, reschedule
from terminbuch.actions.holding import extend, hold, release
from terminbuch.actions.refusals import (
    AlreadyOver,
    HoldEnded,
    NotPending,
    Refusal,
    SlotTaken,
    TooManyBookings,
)
from terminbuch.actions.upkeep import sweep_holds
from terminbuch.models import Allocation, Booking, Hold, Resource
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_move,
    a_request,
    berlin,
    change,
    make_booking,
    make_service,
    needs,
    occupy,
)
from tests.concurrency.stage import ALLOCATIONS, Act
from tests.reading import log_of, occupied, promised

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
RUN_OUT = SUNDAY_18 + 10 * MINUTE
THURSDAY_9 = berlin(26, 9)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite nobody writes while a deed is open"
)


def booking_of(salon: Salon, who: str, *, at: datetime = MONDAY_9, **fields: Any) -> Callable[[], Booking]:
    request = a_request(fields.pop("service", salon.cut), at=at, who=who, **fields)
    return lambda: book(request, by=VISITOR, now=SUNDAY_18)


def moving(booking: Booking, to: datetime, by: Actor = LINK_HOLDER, **fields: Any) -> Callable[[], Booking]:
    request = a_move(booking, to=to, **fields)
    return lambda: reschedule(request, by=by, now=SUNDAY_18)


def cancelling(booking: Booking) -> Callable[[], Booking]:
    return lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)


@pytest.mark.parametrize("shift", [0 * MINUTE, 30 * MINUTE, -30 * MINUTE])
def test_book_and_book(salon: Salon, shift: timedelta) -> None:
    with_ben = {"resource_id": salon.ben.pk}
    first = Act(booking_of(salon, "Anna", at=MONDAY_10, **with_ben), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta", at=MONDAY_10 + shift, **with_ben)).waits()

    assert first.ends().name == "Anna"
    with pytest.raises(SlotTaken):
        second.ends()
    assert occupied(salon.ben) == [(MONDAY_10, MONDAY_10 + HOUR)]
    assert Booking.objects.of(salon.organisation).count() == 1


def test_book_and_book_with_anybody(salon: Salon) -> None:
    first = Act(booking_of(salon, "Anna"), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta")).waits()

    assert [first.ends().people(), second.ends().people()] == [["Ben"], ["Clara"]]


def test_book_and_give_up_and_book(salon: Salon) -> None:
    """The first one breaks off; the second one, who waited, gets the time."""
    change(salon.cut, max_per_customer=1)
    make_booking(salon.cut, at=TUESDAY_9)
    first = Act(booking_of(salon, "Anna"), stop_before='FROM "terminbuch_booking"').begins()
    second = Act(booking_of(salon, "Berta")).waits()

    with pytest.raises(TooManyBookings):
        first.ends()
    assert second.ends().starts_at == MONDAY_9


def test_book_and_move_to_the_same_time(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(
        booking_of(salon, "Berta", at=TUESDAY_9, resource_id=salon.ben.pk), stop_before=ALLOCATIONS
    ).begins()
    second = Act(moving(booking, TUESDAY_9)).waits()

    assert first.ends().name == "Berta"
    with pytest.raises(SlotTaken):
        second.ends()
    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (MONDAY_9, 0)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (TUESDAY_9, TUESDAY_10)]


def test_move_and_book_the_new_time(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(moving(booking, TUESDAY_9), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta", at=TUESDAY_9, resource_id=salon.ben.pk)).waits()

    assert first.ends().starts_at == TUESDAY_9
    with pytest.raises(SlotTaken):
        second.ends()
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]


def test_move_and_book_the_old_time(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(moving(booking, TUESDAY_9), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta", resource_id=salon.ben.pk)).waits()

    assert (first.ends().starts_at, second.ends().starts_at) == (TUESDAY_9, MONDAY_9)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (TUESDAY_9, TUESDAY_10)]


def test_move_and_move_the_same_booking(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(moving(booking, TUESDAY_9), stop_before=ALLOCATIONS).begins()
    second = Act(moving(booking, TUESDAY_10)).waits()

    assert (first.ends().sequence, second.ends().sequence) == (1, 2)
    assert occupied(salon.ben) == [(TUESDAY_10, TUESDAY_10 + HOUR)]


def test_two_bookings_that_change_places_both_keep_theirs(salon: Salon) -> None:
    anna = make_booking(salon.cut, resource_id=salon.ben.pk)
    berta = make_booking(salon.cut, who="Berta", at=TUESDAY_9, resource_id=salon.ben.pk)
    first = Act(moving(anna, berlin(25, 9)), stop_before=ALLOCATIONS).begins()
    second = Act(moving(berta, MONDAY_9)).waits()

    assert (first.ends().starts_at, second.ends().starts_at) == (berlin(25, 9), MONDAY_9)


def test_move_and_cancel(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(moving(booking, TUESDAY_9), stop_before=ALLOCATIONS).begins()
    second = Act(cancelling(booking)).waits()

    assert first.ends().starts_at == TUESDAY_9
    cancelled = second.ends()
    assert (cancelled.status, cancelled.starts_at, cancelled.sequence) == ("cancelled", TUESDAY_9, 2)
    assert occupied(salon.ben) == []


def test_cancel_and_move(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(cancelling(booking), stop_before='UPDATE "terminbuch_booking"').begins()
    second = Act(moving(booking, TUESDAY_9)).waits()

    assert first.ends().status == "cancelled"
    with pytest.raises(AlreadyOver):
        second.ends()
    assert occupied(salon.ben) == []


def test_cancel_and_cancel(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(cancelling(booking), stop_before='UPDATE "terminbuch_booking"').begins()
    second = Act(cancelling(booking)).waits()

    assert (first.ends().status, second.ends().status) == ("cancelled", "cancelled")
    assert [kind for kind, _ in promised(booking)].count("booking_cancelled") == 1


def test_cancel_and_book_the_time(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(cancelling(booking), stop_before='UPDATE "terminbuch_booking"').begins()
    second = Act(booking_of(salon, "Berta", resource_id=salon.ben.pk)).waits()

    assert first.ends().status == "cancelled"
    assert second.ends().starts_at == MONDAY_9


def test_cancel_and_say_yes(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    first = Act(cancelling(booking), stop_before='UPDATE "terminbuch_booking"').begins()
    second = Act(lambda: attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)).waits()

    first.ends()
    with pytest.raises(AlreadyOver):
        second.ends()


type Decision = Callable[..., Booking]


@pytest.mark.parametrize("first_word", [accept, decline])
@pytest.mark.parametrize("second_word", [accept, decline])
def test_two_decide_the_same_request(
    salon: Salon, clara: Actor, first_word: Decision, second_word: Decision
) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=THURSDAY_9)
    first = Act(
        lambda: first_word(booking.pk, by=clara, now=SUNDAY_18), stop_before='UPDATE "terminbuch_booking"'
    ).begins()
    second = Act(lambda: second_word(booking.pk, by=clara, now=SUNDAY_18)).waits()

    decided = first.ends().status
    with pytest.raises(NotPending):
        second.ends()
    booking.refresh_from_db()
    assert booking.status == decided
    assert len(log_of(booking)) == 2


def test_accept_and_take_back(salon: Salon, clara: Actor) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)
    first = Act(
        lambda: accept(booking.pk, by=clara, now=SUNDAY_18), stop_before='UPDATE "terminbuch_booking"'
    ).begins()
    second = Act(cancelling(booking)).waits()

    assert (first.ends().status, second.ends().status) == ("confirmed", "cancelled")
    assert occupied(salon.ben) == []


def test_lapse_and_accept(salon: Salon, clara: Actor) -> None:
    """The worker is at it just when Clara, by a clock a second behind, accepts."""
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)
    deadline = SUNDAY_18 + 48 * HOUR
    first = Act(
        lambda: expire(booking.pk, by=WORKER, now=deadline), stop_before='UPDATE "terminbuch_booking"'
    ).begins()
    second = Act(lambda: accept(booking.pk, by=clara, now=deadline - timedelta(seconds=1))).waits()

    assert first.ends().status == "expired"
    with pytest.raises(NotPending):
        second.ends()
    assert occupied(salon.ben) == []


def test_accept_and_move_the_request(salon: Salon, clara: Actor) -> None:
    """What was a request when the customer looked is a booking when the move is decided: a wish."""
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)
    first = Act(
        lambda: accept(booking.pk, by=clara, now=SUNDAY_18), stop_before='UPDATE "terminbuch_booking"'
    ).begins()
    second = Act(moving(booking, TUESDAY_9)).waits()

    assert first.ends().status == "confirmed"
    wished = second.ends()
    assert (wished.status, wished.starts_at, wished.wished_starts_at) == ("confirmed", THURSDAY_9, TUESDAY_9)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10), (THURSDAY_9, THURSDAY_9 + HOUR)]


def test_hold_and_book(salon: Salon) -> None:
    request = a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    first = Act(lambda: hold(request, now=SUNDAY_18), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta", resource_id=salon.ben.pk)).waits()

    assert first.ends().token
    with pytest.raises(SlotTaken):
        second.ends()


def test_hold_and_hold(salon: Salon) -> None:
    requests = [
        a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk, visitor=f"192.0.2.{n}") for n in (1, 2)
    ]
    first = Act(lambda: hold(requests[0], now=SUNDAY_18), stop_before=ALLOCATIONS).begins()
    second = Act(lambda: hold(requests[1], now=SUNDAY_18)).waits()

    assert first.ends().token
    with pytest.raises(SlotTaken):
        second.ends()


def test_a_run_out_hold_and_two_who_want_its_time(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    requests = [
        a_request(salon.cut, at=MONDAY_9, who=who, resource_id=salon.ben.pk, hold_token=token)
        for who, token in (("Berta", ""), ("Anna", held.token))
    ]
    first = Act(lambda: book(requests[0], by=VISITOR, now=RUN_OUT), stop_before=ALLOCATIONS).begins()
    second = Act(lambda: book(requests[1], by=VISITOR, now=RUN_OUT)).waits()

    assert first.ends().name == "Berta"
    with pytest.raises(SlotTaken):
        second.ends()
    assert not Hold.objects.of(salon.organisation).exists()


def test_the_sweep_of_a_hold_and_a_booking_of_its_time(salon: Salon) -> None:
    hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    first = Act(lambda: book(request, by=VISITOR, now=RUN_OUT), stop_before=ALLOCATIONS).begins()
    second = Act(lambda: sweep_holds(RUN_OUT)).waits()

    assert first.ends().people() == ["Ben"]
    assert second.ends() is None
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_extending_a_hold_and_a_clock_that_is_ahead(salon: Salon) -> None:
    """Whoever comes a moment after the old deadline finds the hold extended, not gone."""
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, who="Berta", resource_id=salon.ben.pk)
    first = Act(
        lambda: extend(held.token, organisation_id=salon.organisation.pk, now=RUN_OUT - MINUTE),
        stop_before='UPDATE "terminbuch_hold"',
    ).begins()
    second = Act(lambda: book(request, by=VISITOR, now=RUN_OUT)).waits()

    assert first.ends().deadline == RUN_OUT + 10 * MINUTE
    with pytest.raises(SlotTaken):
        second.ends()


def test_extending_a_hold_and_a_sweep_whose_clock_is_ahead(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    first = Act(
        lambda: extend(held.token, organisation_id=salon.organisation.pk, now=RUN_OUT - MINUTE),
        stop_before='UPDATE "terminbuch_hold"',
    ).begins()
    second = Act(lambda: sweep_holds(RUN_OUT)).waits()

    first.ends()
    second.ends()
    assert Hold.objects.of(salon.organisation).get() == held.hold
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_booking_a_hold_and_giving_it_back(salon: Salon) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    first = Act(
        booking_of(salon, "Anna", resource_id=salon.ben.pk, hold_token=held.token), stop_before=ALLOCATIONS
    ).begins()
    second = Act(lambda: release(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)).waits()

    assert first.ends().people() == ["Ben"]
    assert second.ends() is None
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]
    with pytest.raises(HoldEnded):
        extend(held.token, organisation_id=salon.organisation.pk, now=SUNDAY_18)


def test_the_same_key_twice_at_once(salon: Salon) -> None:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    first = Act(lambda: book(request, by=VISITOR, now=SUNDAY_18), stop_before=ALLOCATIONS).begins()
    second = Act(lambda: book(request, by=VISITOR, now=SUNDAY_18)).waits()

    assert first.ends() == second.ends() == Booking.objects.of(salon.organisation).get()
    assert len(promised(first.ends())) == 2


def test_the_same_key_twice_at_once_and_the_first_is_refused(salon: Salon) -> None:
    change(salon.cut, max_per_customer=1)
    make_booking(salon.cut, at=TUESDAY_9)
    request = a_request(salon.cut, at=MONDAY_9)
    first = Act(
        lambda: book(request, by=VISITOR, now=SUNDAY_18), stop_before='FROM "terminbuch_booking"'
    ).begins()
    second = Act(lambda: book(request, by=VISITOR, now=SUNDAY_18)).waits()

    for act in (first, second):
        with pytest.raises(TooManyBookings):
            act.ends()


def test_the_same_move_twice_at_once(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    move = moving(booking, TUESDAY_9)
    first = Act(move, stop_before=ALLOCATIONS).begins()
    second = Act(move).waits()

    assert (first.ends().sequence, second.ends().sequence) == (1, 1)
    assert [what for what, _, _ in log_of(booking)] == ["booked", "moved"]


def test_the_last_seat_is_given_once(salon: Salon) -> None:
    course = make_service(salon.organisation, "course", capacity=2)
    needs(course, salon.ben, salon.clara)
    make_booking(course)
    first = Act(booking_of(salon, "Berta", service=course), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Dora", service=course)).waits()

    assert first.ends().name == "Berta"
    with pytest.raises(SlotTaken):
        second.ends()
    assert sorted(row.seat for row in Allocation.objects.of(salon.organisation)) == [1, 2]


def test_the_first_two_seats_are_of_one_sitting(salon: Salon) -> None:
    """Without a queue at the service each would begin a sitting of its own, with Ben and with Clara."""
    course = make_service(salon.organisation, "course", capacity=2)
    needs(course, salon.ben, salon.clara)
    first = Act(booking_of(salon, "Anna", service=course), stop_before=ALLOCATIONS).begins()
    second = Act(booking_of(salon, "Berta", service=course)).waits()

    assert first.ends().people() == second.ends().people() == ["Ben"]


@pytest.mark.parametrize(
    ("limit", "refusal", "others"),
    [("max_per_day", SlotTaken, "Berta"), ("max_per_customer", TooManyBookings, "Anna")],
)
def test_the_last_one_that_a_limit_allows(
    salon: Salon, limit: str, refusal: type[Refusal], others: str
) -> None:
    """They ask for different people and times, so only the service is between them."""
    service = make_service(salon.organisation, "rare", **{limit: 1})
    needs(service, salon.ben, salon.clara, chosen=True)
    first = Act(
        booking_of(salon, "Anna", service=service, resource_id=salon.ben.pk), stop_before=ALLOCATIONS
    ).begins()
    second = Act(booking_of(salon, others, service=service, resource_id=salon.clara.pk, at=MONDAY_10)).waits()

    assert first.ends().name == "Anna"
    with pytest.raises(refusal):
        second.ends()


@on_postgresql
def test_the_next_candidate_serves_when_a_row_appears_that_no_lock_kept_out(salon: Salon) -> None:
    act = Act(booking_of(salon, "Anna"), stop_before=ALLOCATIONS).begins()
    occupy(salon.cut, salon.ben, MONDAY_9 + 30 * MINUTE, MONDAY_10)

    assert act.ends().people() == ["Clara"]
    assert occupied(salon.ben) == [(MONDAY_9 + 30 * MINUTE, MONDAY_10)]


@on_postgresql
def test_nobody_serves_when_rows_appear_that_no_lock_kept_out(salon: Salon) -> None:
    act = Act(booking_of(salon, "Anna"), stop_before=ALLOCATIONS).begins()
    occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)
    occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10)

    with pytest.raises(SlotTaken):
        act.ends()
    assert not Booking.objects.of(salon.organisation).exists()


@on_postgresql
@pytest.mark.parametrize("deed", [cancelling, lambda booking: moving(booking, TUESDAY_10)])
def test_a_booking_that_went_to_another_person_before_the_lock_is_read_again(
    salon: Salon, deed: Callable[[Booking], Callable[[], Booking]]
) -> None:
    change(salon.cut, move_keeps_resource=False)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    act = Act(deed(booking), stop_before='FROM "terminbuch_resource"').begins()
    reschedule(a_move(booking, to=TUESDAY_9, resource_id=salon.clara.pk), by=LINK_HOLDER, now=SUNDAY_18)
    salon.clara.refresh_from_db()

    changed = act.ends()

    assert changed.version == 3
    assert Resource.objects.of(salon.organisation).get(name="Clara").revision == salon.clara.revision + 1
    rows = Allocation.objects.of(salon.organisation).filter(live=True)
    assert [row.starts_at for row in rows] == ([TUESDAY_10] if changed.is_live else [])
