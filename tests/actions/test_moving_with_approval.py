"""Where the service needs approval, a customer's move is a wish: it takes the new time, and keeps the old."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, WORKER, Actor
from terminbuch.actions.booking import accept, cancel, decline, expire, reschedule
from terminbuch.actions.refusals import NotOffered, NotPending, OverlapsOwnTime, SlotTaken, TooLate
from terminbuch.models import Allocation, Booking, Task
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    berlin,
    change,
    make_booking,
    make_offer,
)
from tests.reading import everything, log_of, occupied, promise, promised

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
WEDNESDAY_9 = berlin(25, 9)
THURSDAY_9 = berlin(26, 9)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's confirmed hour with Ben, Thursday at nine; cutting needs approval since."""
    booking = make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    return booking


def wish(booking: Booking, *, to: datetime = TUESDAY_9, now: datetime = SUNDAY_18) -> Booking:
    return reschedule(a_move(booking, to=to), by=LINK_HOLDER, now=now)


def open_tasks(salon: Salon) -> int:
    return Task.objects.of(salon.organisation).filter(done_at__isnull=True).count()


def test_a_wish_takes_the_new_time_and_leaves_the_old_one(salon: Salon, booking: Booking) -> None:
    wished = wish(booking)

    wished.refresh_from_db()
    assert (wished.status, wished.starts_at, wished.has_wish) == ("confirmed", THURSDAY_9, True)
    assert (wished.wished_starts_at, wished.wished_ends_at) == (TUESDAY_9, TUESDAY_10)
    assert wished.requested_until == TUESDAY_9
    assert (wished.version, wished.sequence) == (2, 0)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10), (THURSDAY_9, THURSDAY_9 + HOUR)]
    assert wished.people() == ["Ben"]


def test_a_wish_waits_for_the_organisations_hours_or_until_one_of_the_two_starts(
    salon: Salon, booking: Booking
) -> None:
    assert wish(booking, to=berlin(27, 9)).requested_until == SUNDAY_18 + 48 * HOUR

    change(salon.organisation, request_hours=500)

    assert wish(booking, to=berlin(27, 9)).requested_until == THURSDAY_9


def test_a_wish_is_promised_and_becomes_a_task(salon: Salon, booking: Booking) -> None:
    wish(booking)

    assert promised(booking)[2:] == [
        ("move_requested", "anna@example.org"),
        ("resource_requested", "ben@salon.example"),
    ]
    facts = promise(booking, "move_requested").facts
    assert (facts["starts_at"], facts["was_starts_at"]) == ("2026-11-24T08:00:00Z", "2026-11-26T08:00:00Z")
    assert (facts["ends_at"], facts["was_ends_at"]) == ("2026-11-24T09:00:00Z", "2026-11-26T09:00:00Z")
    assert Task.objects.of(salon.organisation).get().kind == "decide"
    assert log_of(booking)[-1] == ("move_requested", "customer", "link")


def test_an_accepted_wish_moves_the_booking(salon: Salon, booking: Booking, clara: Actor) -> None:
    wish(booking)

    moved = accept(booking.pk, by=clara, now=SUNDAY_18 + HOUR)

    moved.refresh_from_db()
    assert (moved.starts_at, moved.ends_at, moved.has_wish) == (TUESDAY_9, TUESDAY_10, False)
    assert (moved.requested_until, moved.sequence, moved.version) == (None, 1, 3)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]
    assert not Allocation.objects.of(salon.organisation).filter(is_wish=True).exists()
    assert promised(booking)[4:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
    ]
    assert promise(booking, "booking_moved").facts["was_starts_at"] == "2026-11-26T08:00:00Z"
    assert log_of(booking)[-1] == ("moved", "member", "staff")
    assert open_tasks(salon) == 0


def test_a_declined_wish_leaves_everything_as_it_was(salon: Salon, booking: Booking, clara: Actor) -> None:
    wish(booking)

    kept = decline(booking.pk, by=clara, now=SUNDAY_18 + HOUR)

    kept.refresh_from_db()
    assert (kept.status, kept.starts_at, kept.has_wish, kept.sequence) == ("confirmed", THURSDAY_9, False, 0)
    assert occupied(salon.ben) == [(THURSDAY_9, THURSDAY_9 + HOUR)]
    assert promised(booking)[4:] == [
        ("move_declined", "anna@example.org"),
        ("resource_request_ended", "ben@salon.example"),
    ]
    facts = promise(booking, "move_declined").facts
    assert (facts["starts_at"], facts["wished_starts_at"]) == ("2026-11-26T08:00:00Z", "2026-11-24T08:00:00Z")
    assert log_of(booking)[-1] == ("move_declined", "member", "staff")
    assert open_tasks(salon) == 0


def test_a_wish_that_nobody_decides_lapses_and_changes_nothing(salon: Salon, booking: Booking) -> None:
    wish(booking)

    kept = expire(booking.pk, by=WORKER, now=TUESDAY_9)

    assert (kept.status, kept.starts_at, kept.has_wish) == ("confirmed", THURSDAY_9, False)
    assert occupied(salon.ben) == [(THURSDAY_9, THURSDAY_9 + HOUR)]
    assert promised(booking)[4:] == [
        ("move_declined", "anna@example.org"),
        ("resource_request_ended", "ben@salon.example"),
    ]
    assert log_of(booking)[-1] == ("move_expired", "system", "worker")
    assert open_tasks(salon) == 0


def test_the_resource_of_a_declined_wish_hears_which_time_is_free_and_which_one_stays(
    salon: Salon, clara: Actor
) -> None:
    booking = make_booking(salon.cut, at=THURSDAY_9)
    change(salon.cut, needs_approval=True)
    wish(booking, to=THURSDAY_9 + 30 * MINUTE)

    decline(booking.pk, by=clara, now=SUNDAY_18)

    told = promise(booking, "resource_request_ended")
    assert (told.recipient, told.resource) == ("clara@salon.example", salon.clara)
    assert told.facts == {
        "starts_at": "2026-11-26T08:30:00Z",
        "ends_at": "2026-11-26T09:30:00Z",
        "people": ["Clara"],
        "people_ids": [salon.clara.pk],
        "was_starts_at": "2026-11-26T08:00:00Z",
        "was_ends_at": "2026-11-26T09:00:00Z",
        "was_people": ["Ben"],
        "was_people_ids": [salon.ben.pk],
        "sequence": 0,
        "by": "member",
    }


def test_a_wish_is_decided_once(salon: Salon, booking: Booking, clara: Actor) -> None:
    wish(booking)
    accept(booking.pk, by=clara, now=SUNDAY_18)
    before = everything(salon.organisation)

    for decide in (accept, decline):
        with pytest.raises(NotPending):
            decide(booking.pk, by=clara, now=SUNDAY_18)

    assert everything(salon.organisation) == before


def test_a_wish_that_has_lapsed_is_not_accepted(salon: Salon, booking: Booking, clara: Actor) -> None:
    wish(booking)

    with pytest.raises(NotPending):
        accept(booking.pk, by=clara, now=TUESDAY_9)

    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10), (THURSDAY_9, THURSDAY_9 + HOUR)]


def test_a_second_wish_replaces_the_first(salon: Salon, booking: Booking, clara: Actor) -> None:
    wish(booking)

    wish(booking, to=WEDNESDAY_9)

    assert occupied(salon.ben) == [(WEDNESDAY_9, WEDNESDAY_9 + HOUR), (THURSDAY_9, THURSDAY_9 + HOUR)]
    assert open_tasks(salon) == 1
    assert accept(booking.pk, by=clara, now=SUNDAY_18).starts_at == WEDNESDAY_9


def test_a_second_wish_may_overlap_the_first(salon: Salon, booking: Booking) -> None:
    wish(booking)

    wish(booking, to=TUESDAY_9 + 30 * MINUTE)

    assert occupied(salon.ben)[0] == (TUESDAY_9 + 30 * MINUTE, TUESDAY_10 + 30 * MINUTE)


def test_a_wish_that_cannot_be_leaves_the_first_one(salon: Salon, booking: Booking) -> None:
    wish(booking)
    make_booking(salon.cut, who="Berta", at=WEDNESDAY_9, resource_id=salon.ben.pk)
    before = everything(salon.organisation)

    with pytest.raises(SlotTaken):
        wish(booking, to=WEDNESDAY_9)

    assert everything(salon.organisation) == before


@pytest.mark.parametrize("shift", [30 * MINUTE, -30 * MINUTE])
def test_a_wish_over_the_own_time_with_the_same_person_is_refused_with_a_sentence(
    salon: Salon, shift: timedelta
) -> None:
    booking = make_booking(salon.cut, at=berlin(26, 11), resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)
    before = everything(salon.organisation)

    with pytest.raises(OverlapsOwnTime):
        wish(booking, to=booking.starts_at + shift)

    assert everything(salon.organisation) == before


def test_a_wish_within_the_own_buffers_is_one_over_the_own_time(salon: Salon) -> None:
    change(salon.cut, buffer_after_minutes=30)
    booking = make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)
    change(salon.cut, needs_approval=True)

    with pytest.raises(OverlapsOwnTime):
        wish(booking, to=THURSDAY_9 + HOUR)


def test_a_wish_off_the_grid_is_not_on_offer_wherever_it_lies(booking: Booking) -> None:
    with pytest.raises(NotOffered):
        wish(booking, to=THURSDAY_9 + 15 * MINUTE)


def test_a_wish_that_touches_the_own_time_is_fine(salon: Salon, booking: Booking) -> None:
    assert wish(booking, to=THURSDAY_9 + HOUR).has_wish


def test_a_wish_over_the_own_time_with_somebody_else_is_fine(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=THURSDAY_9)
    change(salon.cut, needs_approval=True)

    wish(booking, to=THURSDAY_9 + 30 * MINUTE)

    assert occupied(salon.ben) == [(THURSDAY_9, THURSDAY_9 + HOUR)]
    assert occupied(salon.clara) == [(THURSDAY_9 + 30 * MINUTE, THURSDAY_9 + 90 * MINUTE)]


def test_an_accepted_wish_with_somebody_else_tells_both(salon: Salon, clara: Actor) -> None:
    booking = make_booking(salon.cut, at=THURSDAY_9)
    change(salon.cut, needs_approval=True)
    wish(booking, to=THURSDAY_9 + 30 * MINUTE)

    accept(booking.pk, by=clara, now=SUNDAY_18)

    assert promised(booking)[4:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    assert (occupied(salon.ben), len(occupied(salon.clara))) == ([], 1)


def test_nobody_else_gets_the_wished_time_nor_the_old_one(salon: Salon, booking: Booking) -> None:
    wish(booking)

    for at in (TUESDAY_9, THURSDAY_9):
        with pytest.raises(SlotTaken):
            make_booking(salon.cut, who="Berta", at=at, resource_id=salon.ben.pk)


def test_a_wish_counts_for_the_day_it_is_for(salon: Salon, booking: Booking) -> None:
    change(salon.cut, max_per_day=1)
    wish(booking)

    with pytest.raises(SlotTaken):
        make_booking(salon.cut, who="Berta", at=berlin(24, 14), resource_id=salon.clara.pk)


def test_a_cancelled_booking_takes_its_wish_along(salon: Salon, booking: Booking) -> None:
    wish(booking)

    cancelled = cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (cancelled.status, cancelled.has_wish, cancelled.requested_until) == ("cancelled", False, None)
    assert occupied(salon.ben) == []
    assert open_tasks(salon) == 0


def test_staff_moves_without_asking_anybody_and_the_wish_is_over(
    salon: Salon, booking: Booking, clara: Actor
) -> None:
    wish(booking)

    moved = reschedule(a_move(booking, to=WEDNESDAY_9), by=clara, now=SUNDAY_18)

    assert (moved.starts_at, moved.has_wish, moved.requested_until) == (WEDNESDAY_9, False, None)
    assert occupied(salon.ben) == [(WEDNESDAY_9, WEDNESDAY_9 + HOUR)]
    assert open_tasks(salon) == 0


def test_the_cut_off_holds_for_wishes(salon: Salon, booking: Booking) -> None:
    change(salon.cut, cut_off_minutes=60)

    with pytest.raises(TooLate):
        wish(booking, to=berlin(27, 9), now=THURSDAY_9)


def test_an_accepted_wish_releases_the_offers_made_meanwhile(
    salon: Salon, booking: Booking, clara: Actor
) -> None:
    wish(booking)
    make_offer(booking, salon.clara, MONDAY_9)

    accept(booking.pk, by=clara, now=SUNDAY_18)

    assert occupied(salon.clara) == []


@pytest.fixture
def request_for_thursday(salon: Salon) -> Booking:
    """Anna asked for Thursday at nine with Ben; nobody has decided yet."""
    change(salon.cut, needs_approval=True)
    return make_booking(salon.cut, at=THURSDAY_9, resource_id=salon.ben.pk)


def test_a_request_that_moves_is_a_request_for_the_new_time(
    salon: Salon, request_for_thursday: Booking
) -> None:
    moved = wish(request_for_thursday, now=SUNDAY_18 + HOUR)

    moved.refresh_from_db()
    assert (moved.status, moved.starts_at, moved.has_wish) == ("pending", TUESDAY_9, False)
    assert moved.requested_until == TUESDAY_9
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]
    assert promised(moved)[2:] == [
        ("booking_requested", "anna@example.org"),
        ("resource_requested", "ben@salon.example"),
    ]
    assert open_tasks(salon) == 1


def test_a_request_that_moved_is_accepted_at_its_new_time(
    salon: Salon, request_for_thursday: Booking, clara: Actor
) -> None:
    wish(request_for_thursday)

    booking = accept(request_for_thursday.pk, by=clara, now=SUNDAY_18)

    assert (booking.status, booking.starts_at) == ("confirmed", TUESDAY_9)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]


def test_a_request_may_move_over_its_own_time(salon: Salon, request_for_thursday: Booking) -> None:
    assert wish(request_for_thursday, to=THURSDAY_9 + 30 * MINUTE).is_pending


def test_a_request_moved_by_a_visitor_is_decided_in_time_for_the_new_start(
    salon: Salon, request_for_thursday: Booking
) -> None:
    moved = reschedule(a_move(request_for_thursday, to=berlin(27, 9)), by=VISITOR, now=MONDAY_9)

    assert moved.requested_until == MONDAY_9 + 48 * HOUR
