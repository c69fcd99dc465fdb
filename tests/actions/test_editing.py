"""The window's one save: another time, other people, another customer, in one step or not at all (S30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import LINK_HOLDER, Actor, HandRequest, NewCustomer, Telling
from terminbuch.actions.booking import accept, attend, cancel, create_by_hand, edit, reschedule
from terminbuch.actions.booking.editing import GRACE
from terminbuch.actions.links import manage_token
from terminbuch.actions.refusals import (
    AlreadyOver,
    ChangedMeanwhile,
    CustomerStays,
    InTheWay,
    KeyReused,
    NeedsOverride,
    NotQualified,
    NotYours,
    Refusal,
)
from terminbuch.models import Booking, Hold
from terminbuch.queries import access
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    as_it_is,
    berlin,
    by_hand,
    change,
    make_absence,
    make_booking,
    make_offer,
    make_service,
    needs,
)
from tests.reading import everything, log_of, occupied, promise, promised

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, resource_id=salon.ben.pk)


@pytest.fixture
def nameless(salon: Salon, clara: Actor) -> Booking:
    """Entered by hand, without a customer."""
    return create_by_hand(by_hand(salon, customer=None), by=clara, now=SUNDAY_18)


def save(booking: Booking, by: Actor, **changes: Any) -> Booking:
    request = as_it_is(booking, **changes)
    return edit(booking.pk, request, version=booking.version, by=by, now=SUNDAY_18)


def refuse(
    booking: Booking, request: HandRequest, refusal: type[Refusal], *, by: Actor, version: int = 1
) -> Refusal:
    """The change is refused, and nothing at all was written."""
    before = everything(booking.organisation)
    with pytest.raises(refusal) as refused:
        edit(booking.pk, request, version=version, by=by, now=SUNDAY_18)
    assert type(refused.value) is refusal
    assert everything(booking.organisation) == before
    return refused.value


def test_time_and_resource_change_in_one_step(salon: Salon, clara: Actor, booking: Booking):
    moved = save(booking, clara, starts_at=TUESDAY_9, picks=(salon.clara.pk,))

    assert (occupied(salon.ben), occupied(salon.clara)) == ([], [(TUESDAY_9, TUESDAY_10)])
    assert (moved.number, moved.uid, moved.sequence, moved.version) == (booking.number, booking.uid, 1, 2)
    assert (moved.starts_at, moved.ends_at) == (TUESDAY_9, TUESDAY_10)
    assert log_of(moved) == [("booked", "customer", "page"), ("edited", "member", "staff")]


def test_old_and_new_resource_get_one_mail_each_with_old_and_new_data(
    salon: Salon, clara: Actor, booking: Booking
):
    moved = save(booking, clara, picks=(salon.clara.pk,))

    assert promised(moved)[2:] == [
        ("booking_moved", "anna@example.org"),
        ("resource_moved", "ben@salon.example"),
        ("resource_moved", "clara@salon.example"),
    ]
    facts = promise(moved, "resource_moved", "ben@salon.example").facts
    assert (facts["was_people_ids"], facts["people_ids"]) == ([salon.ben.pk], [salon.clara.pk])


@pytest.mark.parametrize(
    ("telling", "told"),
    [
        (Telling(resource=False), [("booking_moved", "anna@example.org")]),
        (Telling(customer=False), [("resource_moved", "ben@salon.example")]),
        (Telling(resource=False, customer=False), []),
    ],
)
def test_an_empty_box_tells_nobody(clara: Actor, booking: Booking, telling: Telling, told: list[Any]):
    moved = save(booking, clara, starts_at=TUESDAY_9, telling=telling)

    assert promised(moved)[2:] == told


def test_mails_wait_for_the_grace_to_end(clara: Actor, booking: Booking):
    moved = save(booking, clara, starts_at=TUESDAY_9, telling=Telling(text="Bis Dienstag"))

    to_anna = promise(moved, "booking_moved")
    assert (to_anna.due_at, to_anna.facts["personal_text"]) == (SUNDAY_18 + GRACE, "Bis Dienstag")
    assert promise(moved, "resource_moved").due_at == SUNDAY_18 + GRACE


def test_length_and_buffers_are_the_bookings_own(salon: Salon, clara: Actor, booking: Booking):
    longer = save(booking, clara, duration_minutes=90, buffer_before_minutes=5, buffer_after_minutes=15)

    assert (longer.ends_at, longer.sequence) == (MONDAY_9 + 90 * MINUTE, 1)
    assert occupied(salon.ben) == [(MONDAY_9 - 5 * MINUTE, MONDAY_9 + 105 * MINUTE)]


def test_shorter_buffers_make_room_for_somebody_else(salon: Salon, clara: Actor, booking: Booking):
    change(salon.cut, buffer_after_minutes=30)
    wide = save(booking, clara, buffer_after_minutes=30)
    refused = by_hand(salon, starts_at=MONDAY_10)
    with pytest.raises(InTheWay):
        create_by_hand(refused, by=clara, now=SUNDAY_18)

    save(wide, clara, buffer_after_minutes=0)

    assert create_by_hand(refused, by=clara, now=SUNDAY_18).starts_at == MONDAY_10


def test_another_service_takes_what_it_needs(salon: Salon, clara: Actor, booking: Booking):
    treatment = make_service(salon.organisation, "treatment")
    needs(treatment, salon.ben)
    needs(treatment, salon.room, everyone=True)

    changed = save(booking, clara, service_id=treatment.pk, picks=(salon.ben.pk, salon.room.pk))

    assert (changed.service, changed.people()) == (treatment, ["Ben", "Raum 1"])
    told = promise(changed, "booking_moved").facts
    assert told["was_service"] == {"de": "Schneiden", "en": "Cut"}


def test_only_the_note_changes_nobodys_time(salon: Salon, clara: Actor, booking: Booking):
    noted = save(booking, clara, staff_note="Kein Haarspray")

    assert (noted.staff_note, noted.version, noted.sequence) == ("Kein Haarspray", 2, 0)
    assert len(promised(noted)) == 2
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]


def test_reminders_follow_the_new_time(salon: Salon, clara: Actor):
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    moved = save(booking, clara, starts_at=TUESDAY_9)

    due = moved.deliveries.filter(kind="booking_reminder", state="due").get()
    assert due.due_at == TUESDAY_9 - HOUR


def test_a_customer_is_added_later(clara: Actor, nameless: Booking):
    named = save(nameless, clara, customer=NewCustomer("Berta", "berta@example.org"))

    assert (named.name, named.email, named.customer.name) == ("Berta", "berta@example.org", "Berta")  # type: ignore[union-attr]
    assert promised(named)[1:] == [("booking_confirmed", "berta@example.org")]


def test_a_customer_is_taken_out_again(salon: Salon, clara: Actor):
    booking = create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18)

    emptied = save(booking, clara, customer=None)

    assert (emptied.customer, emptied.name, emptied.email) == (None, "", "")
    assert promised(emptied) == promised(booking)


def test_an_online_booking_keeps_a_customer(clara: Actor, booking: Booking):
    refuse(booking, as_it_is(booking, customer=None), CustomerStays, by=clara)


def test_who_had_the_booking_before_loses_the_link(salon: Salon, clara: Actor, booking: Booking):
    old = manage_token(booking)

    given = save(booking, clara, customer=NewCustomer("Berta", "berta@example.org"))

    assert access.booking_by_token(old) is None
    assert access.booking_by_token(manage_token(given)) == given


def test_the_customers_typed_name_stays_while_the_customer_does(clara: Actor, booking: Booking):
    change(booking.customer, name="Anna Weber", email="new@example.org")

    moved = save(booking, clara, starts_at=TUESDAY_9)

    assert (moved.name, moved.email) == ("Anna", "anna@example.org")


def test_without_an_address_somebody_is_asked_to_phone(clara: Actor, nameless: Booking):
    moved = save(nameless, clara, starts_at=TUESDAY_9)

    assert list(moved.tasks.values_list("kind", "about", "done_at")) == [("phone", "moved", None)]


def test_what_the_customer_does_not_notice_needs_no_call(clara: Actor, nameless: Booking):
    changed = save(nameless, clara, buffer_after_minutes=10)

    assert not changed.tasks.exists()


def test_a_block_concerns_no_customer(salon: Salon, clara: Actor):
    block = create_by_hand(by_hand(salon, service_id=None, customer=None), by=clara, now=SUNDAY_18)

    moved = save(block, clara, starts_at=TUESDAY_9)

    assert not moved.tasks.exists()


def test_staff_moves_after_the_start_too(salon: Salon, clara: Actor, booking: Booking):
    request = as_it_is(booking, starts_at=MONDAY_10)

    moved = edit(booking.pk, request, version=1, by=clara, now=MONDAY_9 + 30 * MINUTE)

    assert moved.starts_at == MONDAY_10


def test_a_taken_time_is_refused_and_the_old_one_kept(salon: Salon, clara: Actor, booking: Booking):
    other = make_booking(salon.cut, at=TUESDAY_9, who="Berta", resource_id=salon.ben.pk)

    request = as_it_is(booking, starts_at=TUESDAY_9, overrides=True)
    (obstacle,) = refuse(booking, request, InTheWay, by=clara).obstacles  # type: ignore[attr-defined]

    assert obstacle.booking == other


def test_its_own_time_is_never_in_the_way(salon: Salon, clara: Actor, booking: Booking):
    moved = save(booking, clara, starts_at=MONDAY_9 + 30 * MINUTE)

    assert occupied(salon.ben) == [(MONDAY_9 + 30 * MINUTE, MONDAY_10 + 30 * MINUTE)]
    assert moved.starts_at == MONDAY_9 + 30 * MINUTE


def test_outside_hours_wants_a_yes(clara: Actor, booking: Booking):
    request = as_it_is(booking, starts_at=berlin(23, 20))

    refuse(booking, request, NeedsOverride, by=clara)
    moved = edit(booking.pk, replace(request, overrides=True), version=1, by=clara, now=SUNDAY_18)

    assert moved.starts_at == berlin(23, 20)


def test_who_stays_where_it_is_is_not_asked_again(salon: Salon, clara: Actor, booking: Booking):
    make_absence(salon, salon.ben, MONDAY_9, MONDAY_10)

    assert save(booking, clara, staff_note="kommt trotzdem").staff_note == "kommt trotzdem"


def test_only_who_can_serve_is_taken(salon: Salon, clara: Actor, booking: Booking):
    refuse(booking, as_it_is(booking, picks=(salon.room.pk,)), NotQualified, by=clara)


def test_who_serves_it_already_goes_on_being_good_enough(salon: Salon, clara: Actor, booking: Booking):
    salon.ben.skills.all().delete()

    assert save(booking, clara, starts_at=TUESDAY_9).people() == ["Ben"]


def test_somebody_elses_change_is_not_overwritten(clara: Actor, booking: Booking):
    request = as_it_is(booking, starts_at=TUESDAY_9)
    save(booking, clara, staff_note="von Clara")

    refused = refuse(booking, request, ChangedMeanwhile, by=clara)

    assert refused.booking.staff_note == "von Clara"  # type: ignore[attr-defined]


def test_what_is_cancelled_is_not_changed(clara: Actor, booking: Booking):
    cancel(booking.pk, by=clara, now=SUNDAY_18)

    refuse(booking, as_it_is(booking, starts_at=TUESDAY_9), AlreadyOver, by=clara, version=2)


def test_the_same_save_again_changes_nothing_more(clara: Actor, booking: Booking):
    request = as_it_is(booking, starts_at=TUESDAY_9)

    first = edit(booking.pk, request, version=1, by=clara, now=SUNDAY_18)
    again = edit(booking.pk, request, version=1, by=clara, now=SUNDAY_18)

    assert (again.pk, again.version, len(promised(first))) == (first.pk, 2, 4)
    refuse(booking, replace(request, starts_at=TUESDAY_10), KeyReused, by=clara)


def test_a_stranger_changes_nothing(mallory: Salon, salon: Salon, clara: Actor, booking: Booking):
    theirs = make_booking(mallory.cut)

    refuse(theirs, by_hand(salon), NotYours, by=clara)


def test_a_request_stays_a_request_for_the_new_time(salon: Salon, clara: Actor):
    change(salon.cut, needs_approval=True)
    asked = make_booking(salon.cut, resource_id=salon.ben.pk)

    moved = save(asked, clara, starts_at=TUESDAY_9)

    assert (moved.status, moved.requested_until) == ("pending", TUESDAY_9)
    assert promised(moved)[2:] == [
        ("booking_requested", "anna@example.org"),
        ("resource_requested", "ben@salon.example"),
    ]
    assert accept(moved.pk, by=clara, now=SUNDAY_18).starts_at == TUESDAY_9


def test_a_wished_move_ends_with_staffs_own(salon: Salon, clara: Actor, booking: Booking):
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)
    booking.refresh_from_db()

    moved = save(booking, clara, starts_at=TUESDAY_9)

    assert (moved.has_wish, occupied(salon.ben)) == (False, [(TUESDAY_9, TUESDAY_10)])
    assert not moved.tasks.filter(done_at=None).exists()


def test_a_wished_move_outlasts_a_note(salon: Salon, clara: Actor, booking: Booking):
    change(salon.cut, needs_approval=True)
    reschedule(a_move(booking, to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)
    booking.refresh_from_db()

    noted = save(booking, clara, staff_note="ruft an")

    assert noted.has_wish
    assert len(occupied(salon.ben)) == 2


def test_offers_end_with_the_move(salon: Salon, clara: Actor, booking: Booking):
    make_offer(booking, salon.clara, TUESDAY_9)

    save(booking, clara, starts_at=berlin(25, 9))

    assert not Hold.objects.of(salon.organisation).exists()


def test_a_yes_was_for_the_old_time(clara: Actor, booking: Booking):
    attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)
    booking.refresh_from_db()

    assert save(booking, clara, starts_at=TUESDAY_9).attends_at is None
