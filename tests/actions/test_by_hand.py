"""Staff enters a booking by hand: at any time, for any service, never on top of another (S23, S33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import Actor, HandRequest, NewCustomer, Telling
from terminbuch.actions.booking import create_by_hand
from terminbuch.actions.refusals import (
    InTheWay,
    KeyReused,
    NeedsOverride,
    NoRightToOverride,
    NotQualified,
    NotYours,
    Refusal,
)
from terminbuch.models import Booking, Customer
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    berlin,
    by_hand,
    change,
    make_absence,
    make_booking,
    make_member,
    make_service,
    needs,
    occupy,
    staff,
)
from tests.reading import everything, log_of, occupied, promise, promised

MINUTE = timedelta(minutes=1)
AT_NIGHT = berlin(23, 22)


def refuse(request: HandRequest, refusal: type[Refusal], *, by: Actor) -> Refusal:
    """The request is refused, and nothing at all was written."""
    organisation = by.member.organisation  # type: ignore[union-attr]
    before = everything(organisation)
    with pytest.raises(refusal) as refused:
        create_by_hand(request, by=by, now=SUNDAY_18)
    assert type(refused.value) is refusal
    assert everything(organisation) == before
    return refused.value


def test_a_booking_by_hand_takes_its_time_with_the_buffers_of_its_own(salon: Salon, clara: Actor):
    request = by_hand(salon, duration_minutes=45, buffer_before_minutes=5, buffer_after_minutes=10)

    booking = create_by_hand(request, by=clara, now=SUNDAY_18)

    assert (booking.origin, booking.status, booking.name) == ("by_hand", "confirmed", "Anna")
    assert (booking.starts_at, booking.ends_at) == (MONDAY_9, MONDAY_9 + 45 * MINUTE)
    assert occupied(salon.ben) == [(MONDAY_9 - 5 * MINUTE, MONDAY_9 + 55 * MINUTE)]
    assert log_of(booking) == [("entered", "member", "staff")]


def test_customer_and_resource_are_told_once_each(salon: Salon, clara: Actor):
    change(salon.cut, reminder_minutes=60)

    booking = create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18)

    assert sorted(promised(booking)) == [
        ("booking_confirmed", "anna@example.org"),
        ("booking_reminder", "anna@example.org"),
        ("resource_new", "ben@salon.example"),
    ]


@pytest.mark.parametrize(
    ("telling", "told"),
    [
        (Telling(resource=False), [("booking_confirmed", "anna@example.org")]),
        (Telling(customer=False), [("resource_new", "ben@salon.example")]),
        (Telling(resource=False, customer=False), []),
    ],
)
def test_an_empty_box_tells_nobody(salon: Salon, clara: Actor, telling: Telling, told: list[Any]):
    booking = create_by_hand(by_hand(salon, telling=telling), by=clara, now=SUNDAY_18)

    assert promised(booking) == told


def test_the_personal_sentence_goes_to_the_customer_alone(salon: Salon, clara: Actor):
    request = by_hand(salon, telling=Telling(text="Bis bald!"))

    booking = create_by_hand(request, by=clara, now=SUNDAY_18)

    assert promise(booking, "booking_confirmed").facts["personal_text"] == "Bis bald!"
    assert "personal_text" not in promise(booking, "resource_new").facts


def test_a_customer_may_be_missing(salon: Salon, clara: Actor):
    booking = create_by_hand(by_hand(salon, customer=None), by=clara, now=SUNDAY_18)

    assert (booking.customer, booking.name, booking.email, booking.language) == (None, "", "", "de")
    assert promised(booking) == [("resource_new", "ben@salon.example")]


def test_a_customer_who_is_known_is_picked_and_not_made_again(salon: Salon, clara: Actor):
    known = make_booking(salon.cut, at=MONDAY_10, who="Berta").customer

    booking = create_by_hand(by_hand(salon, customer=known.pk), by=clara, now=SUNDAY_18)  # type: ignore[union-attr]

    assert (booking.customer, booking.name, booking.email) == (known, "Berta", "berta@example.org")
    assert Customer.objects.of(salon.organisation).count() == 1


def test_a_new_customer_speaks_the_own_language(salon: Salon, clara: Actor):
    emma = NewCustomer("Emma", "emma@example.org", phone="030 1", language="en")

    booking = create_by_hand(by_hand(salon, customer=emma), by=clara, now=SUNDAY_18)

    assert (booking.language, booking.phone, booking.email_folded) == ("en", "030 1", "emma@example.org")


def test_internal_services_are_for_staff(salon: Salon, clara: Actor):
    change(salon.cut, is_online=False)

    assert create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18).service == salon.cut


def test_notice_horizon_limits_and_the_past_do_not_bind_staff(salon: Salon, clara: Actor):
    make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)
    change(salon.cut, notice_minutes=10_000, horizon_days=0, max_per_day=1, step_minutes=60)

    for at in (berlin(20, 12, 7), berlin(23, 12, 7), berlin(14, 9, month=12)):
        assert create_by_hand(by_hand(salon, starts_at=at), by=clara, now=SUNDAY_18).starts_at == at


def test_a_block_takes_time_of_many_and_tells_no_customer(salon: Salon, clara: Actor):
    picks = (salon.room.pk, salon.ben.pk)
    request = by_hand(salon, service_id=None, customer=None, picks=picks, staff_note="Fenster")

    block = create_by_hand(request, by=clara, now=SUNDAY_18)

    assert (block.service, block.staff_note) == (None, "Fenster")
    assert occupied(salon.room) == occupied(salon.ben) == [(MONDAY_9, MONDAY_10)]
    assert promised(block) == [("resource_new", "ben@salon.example")]


def test_everything_that_a_service_needs_is_taken(salon: Salon, clara: Actor):
    treatment = make_service(salon.organisation, "treatment")
    needs(treatment, salon.ben, salon.clara)
    needs(treatment, salon.room, everyone=True)
    picks = (salon.clara.pk, salon.room.pk)

    booking = create_by_hand(by_hand(salon, service_id=treatment.pk, picks=picks), by=clara, now=SUNDAY_18)

    assert booking.people() == ["Clara", "Raum 1"]


def test_a_course_is_joined_while_seats_last(salon: Salon, clara: Actor):
    change(salon.cut, capacity=2)
    make_booking(salon.cut, who="Berta", resource_id=salon.ben.pk)

    create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18)

    refused = refuse(by_hand(salon), InTheWay, by=clara)
    assert [obstacle.kind for obstacle in refused.obstacles] == ["booking", "booking"]  # type: ignore[attr-defined]
    assert occupied(salon.ben) == [(MONDAY_9, MONDAY_10), (MONDAY_9, MONDAY_10)]


@pytest.mark.parametrize("shift", [0, 30, -30])
def test_nobody_goes_around_another_booking(salon: Salon, clara: Actor, shift: int):
    other = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)
    request = by_hand(salon, starts_at=MONDAY_10 + shift * MINUTE, overrides=True)

    (obstacle,) = refuse(request, InTheWay, by=clara).obstacles  # type: ignore[attr-defined]

    assert (obstacle.kind, obstacle.resource, obstacle.booking) == ("booking", salon.ben, other)
    assert obstacle.free_at == MONDAY_10 + timedelta(hours=1)


def test_buffers_keep_their_distance_by_hand_too(salon: Salon, clara: Actor):
    make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    refuse(by_hand(salon, buffer_after_minutes=1, overrides=True), InTheWay, by=clara)

    assert create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18).starts_at == MONDAY_9


def test_a_hold_is_in_the_way_until_it_has_run_out(salon: Salon, clara: Actor):
    row = occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_10)
    hold = row.hold

    (obstacle,) = refuse(by_hand(salon), InTheWay, by=clara).obstacles  # type: ignore[attr-defined]
    change(hold, deadline=SUNDAY_18)

    assert obstacle.kind == "hold"
    assert create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18).starts_at == MONDAY_9


def test_outside_hours_is_entered_after_a_warning_and_logged(salon: Salon, clara: Actor):
    request = by_hand(salon, starts_at=AT_NIGHT)

    (concern,) = refuse(request, NeedsOverride, by=clara).concerns  # type: ignore[attr-defined]
    booking = create_by_hand(replace(request, overrides=True), by=clara, now=SUNDAY_18)

    assert (concern.kind, concern.resource) == ("outside_hours", salon.ben)
    assert booking.starts_at == AT_NIGHT
    assert booking.history_entries.get().facts["overridden"] == ["outside_hours"]


@pytest.mark.parametrize("kind", ["absent", "closed"])
def test_an_absence_is_gone_around_after_a_warning(salon: Salon, clara: Actor, kind: str):
    who = salon.ben if kind == "absent" else None
    absence = make_absence(salon, who, MONDAY_9, MONDAY_10)

    (concern,) = refuse(by_hand(salon), NeedsOverride, by=clara).concerns  # type: ignore[attr-defined]

    assert (concern.kind, concern.resource, concern.absence) == (kind, salon.ben, absence)
    assert create_by_hand(by_hand(salon, overrides=True), by=clara, now=SUNDAY_18).starts_at == MONDAY_9


def test_an_absence_that_was_withdrawn_speaks_against_nothing(salon: Salon, clara: Actor):
    absence = make_absence(salon, salon.ben, MONDAY_9, MONDAY_10)
    change(absence, withdrawn_at=SUNDAY_18)

    assert create_by_hand(by_hand(salon), by=clara, now=SUNDAY_18).starts_at == MONDAY_9


def test_going_around_is_a_right(salon: Salon):
    change(salon.organisation, reception_overrides=False)
    reception = staff(make_member(salon.organisation, "Rita", role="reception"))

    refuse(by_hand(salon, starts_at=AT_NIGHT, overrides=True), NoRightToOverride, by=reception)

    assert create_by_hand(by_hand(salon), by=reception, now=SUNDAY_18).starts_at == MONDAY_9


def test_only_who_can_serve_is_taken(salon: Salon, clara: Actor):
    for picks in ((salon.room.pk,), (), (salon.ben.pk, salon.clara.pk), (salon.ben.pk, salon.ben.pk)):
        refuse(by_hand(salon, picks=picks), NotQualified, by=clara)


def test_a_block_of_nobody_is_none(salon: Salon, clara: Actor):
    refuse(by_hand(salon, service_id=None, customer=None, picks=()), NotQualified, by=clara)


def test_what_belongs_to_another_business_is_unknown(salon: Salon, mallory: Salon, clara: Actor):
    theirs = make_booking(mallory.cut).customer

    refuse(by_hand(salon, service_id=mallory.cut.pk), NotYours, by=clara)
    refuse(by_hand(salon, location_id=mallory.location.pk), NotYours, by=clara)
    refuse(by_hand(salon, customer=theirs.pk), NotYours, by=clara)  # type: ignore[union-attr]
    refuse(by_hand(salon, picks=(mallory.ben.pk,)), NotQualified, by=clara)
    refuse(by_hand(salon, service_id=None, picks=(mallory.ben.pk,)), NotQualified, by=clara)


def test_what_is_no_longer_offered_is_not_entered(salon: Salon, clara: Actor):
    change(salon.cut, is_active=False)

    refuse(by_hand(salon), NotYours, by=clara)


def test_the_same_request_again_is_the_first_booking(salon: Salon, clara: Actor):
    request = by_hand(salon)

    first = create_by_hand(request, by=clara, now=SUNDAY_18)
    again = create_by_hand(request, by=clara, now=SUNDAY_18)

    assert (again, Booking.objects.of(salon.organisation).count(), len(promised(first))) == (first, 1, 2)


def test_the_same_key_for_something_else_is_refused(salon: Salon, clara: Actor):
    request = by_hand(salon)
    create_by_hand(request, by=clara, now=SUNDAY_18)

    refuse(replace(request, starts_at=MONDAY_10), KeyReused, by=clara)
