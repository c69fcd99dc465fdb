"""A booking is cancelled: once, the time free at once, and everyone concerned told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER, Actor, Telling
from terminbuch.actions.booking import cancel, create_by_hand, edit, reschedule
from terminbuch.actions.refusals import ChangedMeanwhile, NotYours, TooLate
from terminbuch.models import Allocation, Booking, Hold
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
    make_offer,
    needs,
)
from tests.reading import everything, log_of, occupied, promise, promised

HOUR = timedelta(hours=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def test_the_time_is_free_at_once(salon: Salon, booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert occupied(salon.ben) == []
    assert make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk).starts_at == MONDAY_9


def test_the_booking_stays_with_its_time_and_is_no_longer_live(salon: Salon, booking: Booking) -> None:
    cancelled = cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + HOUR)

    cancelled.refresh_from_db()
    assert (cancelled.status, cancelled.is_live) == ("cancelled", False)
    assert (cancelled.starts_at, cancelled.ends_at) == (MONDAY_9, MONDAY_10)
    assert (cancelled.version, cancelled.sequence, cancelled.changed_at) == (2, 1, SUNDAY_18 + HOUR)
    (row,) = Allocation.objects.of(salon.organisation)
    assert (row.live, row.starts_at, row.ends_at, row.resource) == (False, MONDAY_9, MONDAY_10, salon.ben)


def test_customer_and_resource_get_one_mail_each(salon: Salon, booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert promised(booking)[2:] == [
        ("booking_cancelled", "anna@example.org"),
        ("resource_cancelled", "ben@salon.example"),
    ]
    assert promise(booking, "booking_cancelled").facts == {
        "starts_at": "2026-11-23T08:00:00Z", "ends_at": "2026-11-23T09:00:00Z", "sequence": 1,
        "people": ["Ben"], "people_ids": [salon.ben.pk], "by": "customer", "invited": True,
    }  # fmt: skip
    assert log_of(booking)[-1] == ("cancelled", "customer", "link")


def test_cancelling_twice_is_harmless_and_promises_nothing_twice(salon: Salon, booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    before = everything(salon.organisation)

    again = cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18 + HOUR)

    assert again.status == "cancelled"
    assert everything(salon.organisation) == before


def test_cancelling_again_after_the_cut_off_is_not_too_late(booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert cancel(booking.pk, by=LINK_HOLDER, now=TUESDAY_9).status == "cancelled"


def test_the_cut_off_itself_is_in_time(salon: Salon, booking: Booking) -> None:
    change(salon.cut, cut_off_minutes=90)

    assert cancel(booking.pk, by=LINK_HOLDER, now=MONDAY_9 - 1.5 * HOUR).status == "cancelled"


def test_a_moment_after_the_cut_off_is_too_late_and_nothing_changes(salon: Salon, booking: Booking) -> None:
    change(salon.cut, cut_off_minutes=90)
    before = everything(salon.organisation)

    with pytest.raises(TooLate) as refused:
        cancel(booking.pk, by=LINK_HOLDER, now=MONDAY_9 - 1.5 * HOUR + timedelta(microseconds=1))

    assert refused.value.cut_off_at == MONDAY_9 - 1.5 * HOUR
    assert everything(salon.organisation) == before


@pytest.mark.parametrize("now", [MONDAY_9, MONDAY_10, TUESDAY_9])
def test_staff_is_never_too_late(salon: Salon, booking: Booking, clara: Actor, now) -> None:
    change(salon.cut, cut_off_minutes=24 * 60)

    assert cancel(booking.pk, by=clara, now=now).status == "cancelled"
    assert log_of(booking)[-1] == ("cancelled", "member", "staff")
    assert promise(booking, "booking_cancelled").facts["by"] == "member"


def test_the_reminder_is_taken_back(salon: Salon) -> None:
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut)

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert promise(booking, "booking_reminder").state == "withdrawn"


def test_everyone_who_serves_is_free_and_told(salon: Salon) -> None:
    change(salon.room, email="room@salon.example")
    needs(salon.cut, salon.room)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (occupied(salon.ben), occupied(salon.room)) == ([], [])
    assert [to for kind, to in promised(booking) if kind == "resource_cancelled"] == [
        "ben@salon.example",
        "room@salon.example",
    ]


def test_a_booking_without_an_address_is_cancelled_without_a_mail_to_the_customer(
    salon: Salon, booking: Booking, clara: Actor
) -> None:
    Booking.objects.of(salon.organisation).update(email="", email_folded="")

    cancel(booking.pk, by=clara, now=SUNDAY_18)

    assert [kind for kind, _ in promised(booking)[2:]] == ["resource_cancelled"]


def test_a_request_is_taken_back_and_nobody_was_invited(salon: Salon) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    cancelled = cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (cancelled.status, cancelled.requested_until) == ("cancelled", None)
    assert promise(booking, "booking_cancelled").facts["invited"] is False
    assert not booking.tasks.filter(done_at__isnull=True).exists()


def test_every_offer_made_for_the_booking_is_released(salon: Salon, booking: Booking) -> None:
    make_offer(booking, salon.clara, MONDAY_9)

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert occupied(salon.clara) == []
    assert not Hold.objects.of(salon.organisation).exists()


def test_a_moved_booking_is_cancelled_at_its_new_time(salon: Salon, booking: Booking) -> None:
    reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    cancelled = cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert (cancelled.starts_at, cancelled.sequence) == (TUESDAY_9, 2)
    assert promise(booking, "booking_cancelled").facts["starts_at"] == "2026-11-24T08:00:00Z"


def test_what_never_was_is_not_cancelled(salon: Salon) -> None:
    with pytest.raises(NotYours):
        cancel(10**9, by=LINK_HOLDER, now=SUNDAY_18)


def test_other_bookings_stay(salon: Salon, booking: Booking) -> None:
    other = make_booking(salon.cut, who="Berta", at=berlin(23, 11), resource_id=salon.ben.pk)

    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    other.refresh_from_db()
    assert other.status == "confirmed"
    assert occupied(salon.ben) == [(other.starts_at, other.ends_at)]


@pytest.mark.parametrize(
    ("ticked", "told"),
    [
        (True, [("booking_cancelled", "anna@example.org"), ("resource_cancelled", "ben@salon.example")]),
        (False, [("booking_cancelled", "anna@example.org")]),
    ],
)
def test_when_staff_cancels_the_box_decides_about_the_resource_alone(
    booking: Booking, clara: Actor, ticked: bool, told: list[tuple[str, str]]
) -> None:
    telling = Telling(resource=ticked, customer=False, text="Wir sind untröstlich.")

    cancel(booking.pk, by=clara, now=SUNDAY_18, telling=telling)

    assert promised(booking)[2:] == told
    assert promise(booking, "booking_cancelled").facts["personal_text"] == "Wir sind untröstlich."


def test_who_cannot_be_mailed_is_phoned(salon: Salon, clara: Actor) -> None:
    nameless = create_by_hand(by_hand(salon, customer=None), by=clara, now=SUNDAY_18)

    cancel(nameless.pk, by=clara, now=SUNDAY_18)

    assert promised(nameless)[1:] == [("resource_cancelled", "ben@salon.example")]
    assert list(nameless.tasks.values_list("kind", "about", "done_at")) == [("phone", "cancelled", None)]


def test_a_call_about_the_move_is_superseded(salon: Salon, clara: Actor) -> None:
    nameless = create_by_hand(by_hand(salon, customer=None), by=clara, now=SUNDAY_18)
    moved = edit(nameless.pk, as_it_is(nameless, starts_at=TUESDAY_9), version=1, by=clara, now=SUNDAY_18)

    cancel(moved.pk, by=clara, now=SUNDAY_18)

    assert list(nameless.tasks.filter(done_at=None).values_list("about", flat=True)) == ["cancelled"]


def test_a_block_is_cancelled_without_a_call(salon: Salon, clara: Actor) -> None:
    block = create_by_hand(by_hand(salon, service_id=None, customer=None), by=clara, now=SUNDAY_18)

    cancel(block.pk, by=clara, now=SUNDAY_18)

    assert not block.tasks.exists()


def test_online_and_by_hand_are_cancelled_in_the_same_way(salon: Salon, clara: Actor) -> None:
    online = make_booking(salon.cut, resource_id=salon.ben.pk)
    entered = create_by_hand(by_hand(salon, starts_at=MONDAY_10), by=clara, now=SUNDAY_18)

    for booking in (online, entered):
        cancel(booking.pk, by=clara, now=SUNDAY_18)

    assert promised(online)[2:] == promised(entered)[2:]
    assert log_of(online)[-1] == log_of(entered)[-1] == ("cancelled", "member", "staff")


def test_a_booking_that_somebody_else_changed_is_not_cancelled(booking: Booking, clara: Actor) -> None:
    edit(booking.pk, as_it_is(booking, starts_at=TUESDAY_9), version=1, by=clara, now=SUNDAY_18)
    before = everything(booking.organisation)

    with pytest.raises(ChangedMeanwhile):
        cancel(booking.pk, by=clara, now=SUNDAY_18, version=1)

    assert everything(booking.organisation) == before
