"""A booking moves: the old time is free and the new one taken at once, and the booking stays itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking import attend, cancel, reschedule
from terminbuch.actions.links import manage_token
from terminbuch.actions.refusals import AlreadyOver, NotOffered, NotYours, Refusal, SlotTaken, TooLate
from terminbuch.models import Absence, Booking, Hold
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    berlin,
    change,
    make_booking,
    make_offer,
    make_service,
    needs,
    occupy,
)
from tests.reading import everything, log_of, occupied, promise, promised

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's hour with Ben, Monday at nine."""
    return make_booking(salon.cut, resource_id=salon.ben.pk)


def move(
    booking: Booking, *, to: datetime, by: Actor = LINK_HOLDER, now: datetime = SUNDAY_18, **fields: Any
) -> Booking:
    return reschedule(a_move(booking, to=to, **fields), by=by, now=now)


def refuse(
    booking: Booking, refusal: type[Refusal], *, to: datetime, now: datetime = SUNDAY_18, **fields: Any
) -> Any:
    """Ask, hear the refusal, and see that the booking keeps its old time and nothing was promised."""
    before = everything(booking.organisation)

    with pytest.raises(refusal) as refused:
        move(booking, to=to, now=now, **fields)

    assert everything(booking.organisation) == before
    return refused.value


def test_the_old_time_is_free_and_the_new_one_taken(salon: Salon, booking: Booking) -> None:
    moved = move(booking, to=TUESDAY_9)

    moved.refresh_from_db()
    assert (moved.starts_at, moved.ends_at) == (TUESDAY_9, TUESDAY_10)
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]
    assert make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk).starts_at == MONDAY_9


def test_the_booking_stays_itself(salon: Salon, booking: Booking) -> None:
    moved = move(booking, to=TUESDAY_9)

    assert Booking.objects.of(salon.organisation).get() == moved
    assert (moved.pk, moved.uid, moved.number) == (booking.pk, booking.uid, booking.number)
    assert manage_token(moved) == manage_token(booking)
    assert (moved.sequence, moved.version) == (booking.sequence + 1, booking.version + 1)
    assert (moved.status, moved.created_at, moved.changed_at) == ("confirmed", SUNDAY_18, SUNDAY_18)
    assert (moved.name, moved.email, moved.customer) == (booking.name, booking.email, booking.customer)


def test_both_sides_get_one_mail_with_old_and_new_time(salon: Salon, booking: Booking) -> None:
    moved = move(booking, to=TUESDAY_9)

    assert promised(moved)[2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
    ]
    facts = {
        "starts_at": "2026-11-24T08:00:00Z", "ends_at": "2026-11-24T09:00:00Z",
        "was_starts_at": "2026-11-23T08:00:00Z", "was_ends_at": "2026-11-23T09:00:00Z",
        "people": ["Ben"], "was_people": ["Ben"], "sequence": 1, "by": "customer",
        "people_ids": [salon.ben.pk], "was_people_ids": [salon.ben.pk],
    }  # fmt: skip
    assert promise(moved, "booking_moved").facts == facts
    assert promise(moved, "resource_moved").facts == facts


def test_the_first_mails_still_say_what_was_true_then(booking: Booking) -> None:
    move(booking, to=TUESDAY_9)

    assert promise(booking, "booking_confirmed").facts["starts_at"] == "2026-11-23T08:00:00Z"


def test_the_log_says_from_when_to_when(booking: Booking) -> None:
    move(booking, to=TUESDAY_9)

    assert log_of(booking) == [("booked", "customer", "page"), ("moved", "customer", "link")]
    entry = booking.history_entries.latest("pk")
    assert entry.facts == {"was": "2026-11-23T08:00:00Z", "to": "2026-11-24T08:00:00Z"}


def test_a_move_over_its_own_old_time_is_possible(salon: Salon, booking: Booking) -> None:
    assert move(booking, to=MONDAY_9 + 30 * MINUTE).starts_at == MONDAY_9 + 30 * MINUTE
    assert occupied(salon.ben) == [(MONDAY_9 + 30 * MINUTE, MONDAY_10 + 30 * MINUTE)]


def test_a_move_within_its_own_buffers_is_possible(salon: Salon) -> None:
    change(salon.cut, buffer_before_minutes=30, buffer_after_minutes=30)
    booking = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    moved = move(booking, to=MONDAY_10 + HOUR)

    assert occupied(salon.ben) == [(moved.starts_at - 30 * MINUTE, moved.ends_at + 30 * MINUTE)]


def test_there_and_back_again(salon: Salon, booking: Booking) -> None:
    move(booking, to=TUESDAY_9)
    back = move(booking, to=MONDAY_9)

    assert (back.starts_at, back.sequence, back.version) == (MONDAY_9, 2, 3)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]
    assert len({kind for kind, _ in promised(booking)}) == 4
    assert len(promised(booking)) == 6


def test_whoever_loses_the_new_time_keeps_the_old_one(salon: Salon, booking: Booking) -> None:
    make_booking(salon.cut, who="Berta", at=TUESDAY_9, resource_id=salon.ben.pk)

    refuse(booking, SlotTaken, to=TUESDAY_9)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.version, booking.sequence) == (MONDAY_9, 1, 0)
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (TUESDAY_9, TUESDAY_10)]


NO_SLOTS = {
    "off the grid": TUESDAY_9 + 15 * MINUTE,
    "outside the hours": berlin(24, 20),
    "on a day off": berlin(28, 9),
    "past": SUNDAY_18 - HOUR,
    "beyond the horizon": berlin(23, 9) + timedelta(days=70),
}


@pytest.mark.parametrize("to", NO_SLOTS.values(), ids=NO_SLOTS)
def test_a_move_goes_by_todays_hours_notice_and_horizon(booking: Booking, to: datetime) -> None:
    refuse(booking, NotOffered, to=to)


def test_notice_holds_for_moves_too(salon: Salon, booking: Booking) -> None:
    change(salon.cut, notice_minutes=24 * 60)

    refuse(booking, NotOffered, to=berlin(23, 16), now=SUNDAY_18)


def test_a_move_to_where_it_is_already_is_none(booking: Booking) -> None:
    assert refuse(booking, NotOffered, to=MONDAY_9).rule == "same"


def test_somebody_who_serves_anybody_does_not_move_to_the_same_time(salon: Salon) -> None:
    booking = make_booking(salon.cut)

    refuse(booking, NotOffered, to=MONDAY_9)


def test_a_customer_keeps_the_person_they_chose(salon: Salon, booking: Booking) -> None:
    make_booking(salon.cut, who="Berta", at=TUESDAY_9, resource_id=salon.ben.pk)

    refuse(booking, SlotTaken, to=TUESDAY_9, resource_id=salon.clara.pk)


def test_where_the_service_lets_them_a_customer_moves_to_another_person(
    salon: Salon, booking: Booking
) -> None:
    change(salon.cut, move_keeps_resource=False)

    moved = move(booking, to=TUESDAY_9, resource_id=salon.clara.pk)

    assert (occupied(salon.ben), occupied(salon.clara)) == ([], [(TUESDAY_9, TUESDAY_10)])
    assert promised(moved)[2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    facts = promise(moved, "booking_moved").facts
    assert (facts["was_people"], facts["people"]) == (["Ben"], ["Clara"])


def test_who_moves_to_another_person_has_chosen_that_person(salon: Salon, booking: Booking) -> None:
    change(salon.cut, move_keeps_resource=False)
    move(booking, to=TUESDAY_9, resource_id=salon.clara.pk)
    change(salon.cut, move_keeps_resource=True)

    moved = move(booking, to=TUESDAY_10)

    assert moved.chosen_resource == salon.clara
    assert occupied(salon.clara) == [(TUESDAY_10, TUESDAY_10 + HOUR)]


def test_another_person_at_the_same_time_is_a_move(salon: Salon, booking: Booking) -> None:
    change(salon.cut, move_keeps_resource=False)

    moved = move(booking, to=MONDAY_9, resource_id=salon.clara.pk)

    assert (moved.starts_at, moved.sequence) == (MONDAY_9, 1)
    assert (occupied(salon.ben), occupied(salon.clara)) == ([], [(MONDAY_9, MONDAY_10)])


def test_whoever_served_serves_again_where_anybody_will_do(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    for hour in (11, 12):
        make_booking(salon.cut, at=berlin(24, hour), resource_id=salon.ben.pk)

    move(booking, to=TUESDAY_9)

    assert occupied(salon.ben)[0] == (TUESDAY_9, TUESDAY_10)


def test_somebody_else_serves_where_that_one_is_not_free(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    make_booking(salon.cut, who="Berta", at=TUESDAY_9, resource_id=salon.ben.pk)

    move(booking, to=TUESDAY_9)

    assert occupied(salon.clara) == [(TUESDAY_9, TUESDAY_10)]
    assert promise(booking, "booking_moved").facts["people"] == ["Clara"]


def test_a_resource_that_nobody_offers_any_more_is_not_moved_to(salon: Salon, booking: Booking) -> None:
    change(salon.ben, is_active=False)

    refuse(booking, NotYours, to=TUESDAY_9)


def test_a_move_keeps_the_bookings_own_length_and_buffers(salon: Salon) -> None:
    change(salon.cut, buffer_after_minutes=30)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(salon.cut, duration_minutes=20, buffer_before_minutes=5, buffer_after_minutes=0)

    moved = move(booking, to=TUESDAY_10)

    assert (moved.starts_at, moved.ends_at) == (TUESDAY_10, TUESDAY_10 + HOUR)
    assert occupied(salon.ben) == [(TUESDAY_10, TUESDAY_10 + 90 * MINUTE)]


def test_a_move_keeps_the_length_and_buffers_of_whoever_served(salon: Salon) -> None:
    shave = make_service(salon.organisation, "shave", step_minutes=15)
    needs(shave, salon.ben, duration_minutes=30, buffer_after_minutes=15)
    booking = make_booking(shave)

    moved = move(booking, to=TUESDAY_9)

    assert moved.ends_at == TUESDAY_9 + 30 * MINUTE
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_9 + 45 * MINUTE)]


def test_a_move_takes_everything_the_service_needs_along(salon: Salon) -> None:
    needs(salon.cut, salon.room)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    move(booking, to=TUESDAY_9)

    assert occupied(salon.ben) == occupied(salon.room) == [(TUESDAY_9, TUESDAY_10)]


def test_the_old_booking_does_not_count_against_the_limits(salon: Salon) -> None:
    change(salon.cut, max_per_day=1, max_per_customer=1)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    assert move(booking, to=MONDAY_10).starts_at == MONDAY_10


def test_a_full_day_is_full_for_moves_too(salon: Salon, booking: Booking) -> None:
    change(salon.cut, max_per_day=1)
    make_booking(salon.cut, who="Berta", at=TUESDAY_9)

    refuse(booking, SlotTaken, to=TUESDAY_10)


def test_an_absence_is_in_the_way_of_a_move(salon: Salon, booking: Booking) -> None:
    Absence.objects.create(
        organisation=salon.organisation, resource=salon.ben, starts_at=TUESDAY_9, ends_at=TUESDAY_10
    )

    refuse(booking, SlotTaken, to=TUESDAY_9)


def test_the_cut_off_itself_is_in_time_and_the_moment_after_is_not(salon: Salon, booking: Booking) -> None:
    change(salon.cut, cut_off_minutes=120)

    refused = refuse(booking, TooLate, to=TUESDAY_9, now=MONDAY_9 - 2 * HOUR + timedelta(microseconds=1))

    assert refused.cut_off_at == MONDAY_9 - 2 * HOUR
    assert move(booking, to=TUESDAY_9, now=MONDAY_9 - 2 * HOUR).starts_at == TUESDAY_9


def test_without_a_cut_off_the_start_itself_is_in_time(salon: Salon, booking: Booking) -> None:
    refuse(booking, TooLate, to=TUESDAY_9, now=MONDAY_9 + timedelta(seconds=1))

    assert move(booking, to=TUESDAY_9, now=MONDAY_9).starts_at == TUESDAY_9


def test_staff_is_never_too_late(salon: Salon, booking: Booking, clara: Actor) -> None:
    change(salon.cut, cut_off_minutes=24 * 60)

    moved = move(booking, to=TUESDAY_9, by=clara, now=MONDAY_10 + HOUR)

    assert moved.starts_at == TUESDAY_9
    assert log_of(moved)[-1] == ("moved", "member", "staff")
    assert moved.history_entries.latest("pk").member == clara.member


def test_not_even_staff_moves_onto_a_taken_time(salon: Salon, booking: Booking, clara: Actor) -> None:
    make_booking(salon.cut, who="Berta", at=TUESDAY_9, resource_id=salon.ben.pk)

    with pytest.raises(SlotTaken):
        move(booking, to=TUESDAY_9, by=clara, resource_id=salon.ben.pk)

    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (TUESDAY_9, TUESDAY_10)]


def test_what_is_cancelled_does_not_move(booking: Booking) -> None:
    cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    refuse(booking, AlreadyOver, to=TUESDAY_9)


def test_what_never_was_does_not_move(salon: Salon) -> None:
    with pytest.raises(NotYours):
        reschedule(a_move(Booking(pk=10**9), to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)


def test_another_organisations_resource_is_not_moved_to(salon: Salon, mallory: Salon) -> None:
    booking = make_booking(salon.cut)

    refuse(booking, NotYours, to=TUESDAY_9, resource_id=mallory.ben.pk)


def test_the_reminder_is_taken_back_and_promised_anew(salon: Salon) -> None:
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut)

    move(booking, to=TUESDAY_9)

    reminders = booking.deliveries.filter(kind="booking_reminder").order_by("pk")
    assert [(row.state, row.due_at) for row in reminders] == [
        ("withdrawn", MONDAY_9 - HOUR),
        ("due", TUESDAY_9 - HOUR),
    ]


def test_a_yes_was_for_the_old_time(booking: Booking) -> None:
    attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)

    assert move(booking, to=TUESDAY_9).attends_at is None


def test_a_move_releases_every_offer_made_for_the_booking(salon: Salon, booking: Booking) -> None:
    for hour in (11, 13):
        make_offer(booking, salon.clara, berlin(23, hour))
    occupy(salon.cut, salon.clara, berlin(23, 15), berlin(23, 16))

    move(booking, to=TUESDAY_9)

    assert occupied(salon.clara) == [(berlin(23, 15), berlin(23, 16))]
    assert Hold.objects.of(salon.organisation).count() == 1
