"""Whatever changes a resource's time raises its revision, and what changes nothing does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER, WORKER, Actor
from terminbuch.actions.booking import (
    accept,
    attend,
    cancel,
    create_by_hand,
    decline,
    edit,
    expire,
    reschedule,
    undo,
)
from terminbuch.actions.holding import hold, release
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking, Resource, Service
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    as_it_is,
    berlin,
    by_hand,
    change,
    make_booking,
)

type Decide = Callable[..., Booking]
HOUR = timedelta(hours=1)
THURSDAY_9 = berlin(26, 9)


def revisions(salon: Salon) -> dict[str, int]:
    return dict(Resource.objects.of(salon.organisation).values_list("name", "revision"))


def raised(salon: Salon, deed: Callable[[], object]) -> set[str]:
    """Whose revision the deed raises."""
    before = revisions(salon)
    deed()
    return {name for name, revision in revisions(salon).items() if revision > before[name]}


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)


@pytest.fixture
def asked(salon: Salon) -> Booking:
    """A request that waits, and a service that needs approval."""
    change(salon.cut, needs_approval=True)
    return make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)


def wish(booking: Booking) -> Booking:
    return reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)


def test_what_staff_does_by_hand_raises_it_for_all_whom_it_concerns(
    salon: Salon, clara: Actor, booking: Booking
) -> None:
    to_clara = as_it_is(booking, picks=(salon.clara.pk,))
    note = replace(to_clara, key="another", staff_note="Kein Haarspray")

    def passed_on() -> Booking:
        return edit(booking.pk, to_clara, version=1, by=clara, now=SUNDAY_18)

    def taken_back() -> Booking:
        organisation_id = salon.organisation.pk
        return undo(booking.pk, organisation_id=organisation_id, version=2, by=clara, now=SUNDAY_18)

    assert raised(salon, lambda: create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18)) == {"Ben"}
    assert raised(salon, passed_on) == {"Ben", "Clara"}
    assert raised(salon, taken_back) == {"Ben", "Clara"}
    assert raised(salon, lambda: edit(booking.pk, note, version=3, by=clara, now=SUNDAY_18)) != set()


def test_booking_raises_the_revision_of_whoever_serves(salon: Salon) -> None:
    assert raised(salon, lambda: make_booking(salon.cut, resource_id=salon.ben.pk)) == {"Ben"}


def test_holding_and_giving_back_raise_it(salon: Salon) -> None:
    held = []
    request = a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    assert raised(salon, lambda: held.append(hold(request, now=SUNDAY_18))) == {"Ben"}
    assert raised(
        salon, lambda: release(held[0].token, organisation_id=salon.organisation.pk, now=SUNDAY_18)
    ) == {"Ben"}


def test_a_move_raises_it_for_the_old_and_the_new_one(salon: Salon, booking: Booking) -> None:
    change(salon.cut, move_keeps_resource=False)
    move = a_move(booking, to=TUESDAY_9, resource_id=salon.clara.pk)

    assert raised(salon, lambda: reschedule(move, by=LINK_HOLDER, now=SUNDAY_18)) == {"Ben", "Clara"}


def test_cancelling_raises_it_once(salon: Salon, booking: Booking) -> None:
    assert raised(salon, lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)) == {"Ben"}
    assert raised(salon, lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)) == set()


def test_a_yes_raises_it_once_for_the_calendar_shows_it(salon: Salon, booking: Booking) -> None:
    assert raised(salon, lambda: attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)) == {"Ben"}
    assert raised(salon, lambda: attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)) == set()


@pytest.mark.parametrize("decide", [accept, decline])
def test_deciding_a_request_raises_it(salon: Salon, asked: Booking, clara: Actor, decide: Decide) -> None:
    assert raised(salon, lambda: decide(asked.pk, by=clara, now=SUNDAY_18)) == {"Ben"}


def test_lapsing_raises_it(salon: Salon, asked: Booking) -> None:
    assert raised(salon, lambda: expire(asked.pk, by=WORKER, now=SUNDAY_18)) == set()
    assert raised(salon, lambda: expire(asked.pk, by=WORKER, now=THURSDAY_9)) == {"Ben"}


@pytest.mark.parametrize("decide", [accept, decline])
def test_wishing_and_deciding_the_wish_raise_it(
    salon: Salon, booking: Booking, clara: Actor, decide: Decide
) -> None:
    change(salon.cut, needs_approval=True)

    assert raised(salon, lambda: wish(booking)) == {"Ben"}
    assert raised(salon, lambda: decide(booking.pk, by=clara, now=SUNDAY_18)) == {"Ben"}


def test_a_refusal_raises_nothing(salon: Salon, booking: Booking) -> None:
    def refused() -> None:
        with pytest.raises(Refusal):
            make_booking(salon.cut, who="Berta", at=THURSDAY_9, resource_id=salon.ben.pk)
        with pytest.raises(Refusal):
            reschedule(a_move(booking, to=SUNDAY_18), by=LINK_HOLDER, now=SUNDAY_18)
        with pytest.raises(Refusal):
            hold(a_hold(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)

    assert raised(salon, refused) == set()


def test_a_service_with_a_limit_has_its_revision_raised_with_its_bookings(salon: Salon) -> None:
    change(salon.cut, max_per_day=5)
    booking = make_booking(salon.cut, at=THURSDAY_9)
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert Service.objects.of(salon.organisation).get().revision == 3


def test_a_service_without_a_limit_has_nothing_to_raise(salon: Salon, booking: Booking) -> None:
    assert Service.objects.of(salon.organisation).get().revision == 0
