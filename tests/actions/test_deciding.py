"""Staff accepts or declines a request, once; what nobody decides lapses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER, WORKER, Actor
from terminbuch.actions.booking import accept, attend, cancel, decline, expire
from terminbuch.actions.refusals import AlreadyOver, NotPending, NotYours, SlotTaken
from terminbuch.models import Booking, Task
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    change,
    make_booking,
)
from tests.reading import everything, log_of, occupied, promise, promised

type Decide = Callable[..., Booking]
HOUR = timedelta(hours=1)
THURSDAY_9 = berlin(26, 9)
THURSDAY_10 = berlin(26, 10)


@pytest.fixture
def request_for_ben(salon: Salon) -> Booking:
    """Anna asked for Thursday at nine with Ben; it lapses on Tuesday evening."""
    change(salon.cut, needs_approval=True, reminder_minutes=60)
    return make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)


def test_an_accepted_request_is_a_booking(salon: Salon, request_for_ben: Booking, clara: Actor) -> None:
    booking = accept(request_for_ben.pk, by=clara, now=SUNDAY_18 + HOUR)

    booking.refresh_from_db()
    assert (booking.status, booking.requested_until) == ("confirmed", None)
    assert (booking.version, booking.sequence, booking.changed_at) == (2, 1, SUNDAY_18 + HOUR)
    assert occupied(salon.ben) == [(THURSDAY_9, THURSDAY_10)]
    assert log_of(booking)[-1] == ("accepted", "member", "staff")


def test_an_accepted_request_is_told_to_both_and_reminded_of(request_for_ben: Booking, clara: Actor) -> None:
    accept(request_for_ben.pk, by=clara, now=SUNDAY_18 + HOUR)

    assert promised(request_for_ben)[2:] == [
        ("request_accepted", "anna@example.org"),
        ("resource_new", "ben@salon.example"),
        ("booking_reminder", "anna@example.org"),
    ]
    assert promise(request_for_ben, "request_accepted").facts["by"] == "member"
    assert promise(request_for_ben, "booking_reminder").due_at == THURSDAY_9 - HOUR


def test_the_task_is_done_by_whoever_decided(salon: Salon, request_for_ben: Booking, clara: Actor) -> None:
    accept(request_for_ben.pk, by=clara, now=SUNDAY_18 + HOUR)

    task = Task.objects.of(salon.organisation).get()
    assert (task.done_at, task.done_by) == (SUNDAY_18 + HOUR, clara.member)


def test_a_declined_request_gives_the_time_back(salon: Salon, request_for_ben: Booking, clara: Actor) -> None:
    booking = decline(request_for_ben.pk, by=clara, now=SUNDAY_18 + HOUR)

    booking.refresh_from_db()
    assert (booking.status, booking.requested_until, booking.version) == ("declined", None, 2)
    assert occupied(salon.ben) == []
    assert promised(booking)[2:] == [
        ("request_declined", "anna@example.org"),
        ("resource_request_ended", "ben@salon.example"),
    ]
    assert log_of(booking)[-1] == ("request_declined", "member", "staff")
    assert Task.objects.of(salon.organisation).get().done_by == clara.member


@pytest.mark.parametrize("again", [accept, decline])
@pytest.mark.parametrize("first", [accept, decline])
def test_a_request_is_decided_once(
    salon: Salon, request_for_ben: Booking, clara: Actor, first: Decide, again: Decide
) -> None:
    first(request_for_ben.pk, by=clara, now=SUNDAY_18)
    before = everything(salon.organisation)

    with pytest.raises(NotPending):
        again(request_for_ben.pk, by=clara, now=SUNDAY_18)

    assert everything(salon.organisation) == before


@pytest.mark.parametrize("decide", [accept, decline])
def test_what_was_taken_back_is_not_decided(
    salon: Salon, request_for_ben: Booking, clara: Actor, decide: Decide
) -> None:
    cancel(request_for_ben.pk, by=LINK_HOLDER, now=SUNDAY_18)

    with pytest.raises(NotPending):
        decide(request_for_ben.pk, by=clara, now=SUNDAY_18)


@pytest.mark.parametrize("decide", [accept, decline])
def test_a_confirmed_booking_is_not_decided(salon: Salon, clara: Actor, decide: Decide) -> None:
    booking = make_booking(salon.cut)

    with pytest.raises(NotPending):
        decide(booking.pk, by=clara, now=SUNDAY_18)


@pytest.mark.parametrize("decide", [accept, decline, attend, expire])
def test_what_never_was_is_not_found(salon: Salon, clara: Actor, decide: Decide) -> None:
    with pytest.raises(NotYours):
        decide(10**9, by=clara, now=SUNDAY_18)


def test_a_request_has_lapsed_at_its_deadline_even_before_anybody_noticed(
    salon: Salon, request_for_ben: Booking, clara: Actor
) -> None:
    deadline = SUNDAY_18 + 48 * HOUR

    with pytest.raises(NotPending):
        accept(request_for_ben.pk, by=clara, now=deadline)

    assert (
        accept(request_for_ben.pk, by=clara, now=deadline - timedelta(microseconds=1)).status == "confirmed"
    )


def test_a_lapsed_request_blocks_until_a_row_says_otherwise(salon: Salon, request_for_ben: Booking) -> None:
    change(salon.cut, needs_approval=False)
    late = SUNDAY_18 + 50 * HOUR
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Berta", at=THURSDAY_9, resource_id=salon.ben.pk, now=late)

    expire(request_for_ben.pk, by=WORKER, now=late)

    assert make_booking(salon.cut, who="Berta", at=THURSDAY_9, resource_id=salon.ben.pk, now=late).pk


def test_a_request_that_nobody_decides_lapses(salon: Salon, request_for_ben: Booking) -> None:
    booking = expire(request_for_ben.pk, by=WORKER, now=SUNDAY_18 + 48 * HOUR)

    assert (booking.status, booking.requested_until) == ("expired", None)
    assert occupied(salon.ben) == []
    assert promised(booking)[2:] == [
        ("request_expired", "anna@example.org"),
        ("resource_request_ended", "ben@salon.example"),
    ]
    assert log_of(booking)[-1] == ("request_expired", "system", "worker")
    assert not Task.objects.of(salon.organisation).filter(done_at__isnull=True).exists()


@pytest.mark.parametrize("deaf", ["hears_of_new", "hears_of_cancellations"])
def test_who_did_not_hear_of_the_request_or_not_of_ends_does_not_hear_of_its_end(
    salon: Salon, request_for_ben: Booking, clara: Actor, deaf: str
) -> None:
    change(salon.ben, **{deaf: False})

    booking = decline(request_for_ben.pk, by=clara, now=SUNDAY_18)

    assert promised(booking)[2:] == [("request_declined", "anna@example.org")]


def test_a_request_does_not_lapse_early_nor_twice(salon: Salon, request_for_ben: Booking) -> None:
    deadline = SUNDAY_18 + 48 * HOUR
    assert expire(request_for_ben.pk, by=WORKER, now=deadline - timedelta(seconds=1)).is_pending
    expire(request_for_ben.pk, by=WORKER, now=deadline)
    before = everything(salon.organisation)

    assert expire(request_for_ben.pk, by=WORKER, now=deadline + HOUR).status == "expired"
    assert everything(salon.organisation) == before


def test_a_confirmed_booking_does_not_lapse(salon: Salon) -> None:
    booking = make_booking(salon.cut)

    assert expire(booking.pk, by=WORKER, now=TUESDAY_9).status == "confirmed"


def test_two_overlapping_requests_cannot_both_be(salon: Salon, request_for_ben: Booking) -> None:
    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Berta", at=THURSDAY_9 + 0.5 * HOUR, resource_id=salon.ben.pk)


def test_a_customer_says_yes_once(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    before = everything(salon.organisation)

    again = attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + HOUR)

    assert (again.attends_at, again.version, again.sequence) == (SUNDAY_18, 2, 0)
    assert log_of(booking)[-1] == ("will_come", "customer", "link")
    assert everything(salon.organisation) == before


def test_a_yes_comes_too_late_when_it_has_begun_or_was_cancelled(salon: Salon) -> None:
    begun, cancelled = make_booking(salon.cut), make_booking(salon.cut, at=MONDAY_10)
    cancel(cancelled.pk, by=LINK_HOLDER, now=SUNDAY_18)

    with pytest.raises(AlreadyOver):
        attend(begun.pk, by=LINK_HOLDER, now=MONDAY_9)
    with pytest.raises(AlreadyOver):
        attend(cancelled.pk, by=LINK_HOLDER, now=SUNDAY_18)
