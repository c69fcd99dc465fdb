"""What the database itself refuses, whoever writes."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from terminbuch.models import (
    Absence,
    AcceptedRequest,
    AttemptCount,
    Booking,
    Candidate,
    Customer,
    Delivery,
    Hold,
    Member,
    Requirement,
    ScheduleException,
    User,
)
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    make_location,
    make_member,
    make_organisation,
    make_resource,
    make_salon,
    make_service,
    open_weekly,
)

HOUR = timedelta(hours=1)


def booking_of(salon: Salon, **fields: Any) -> Booking:
    customer = Customer.objects.create(organisation=salon.organisation, name="Anna", created_at=SUNDAY_18)
    values = {
        "number": "K7WQ2M", "service": salon.cut, "location": salon.location, "customer": customer,
        "status": "confirmed", "origin": "online", "starts_at": MONDAY_9, "ends_at": MONDAY_10,
        "zone_name": "Europe/Berlin", "language": "de", "link_hash": uuid.uuid4().hex,
        "created_at": SUNDAY_18, "changed_at": SUNDAY_18,
    }  # fmt: skip
    return Booking.objects.create(organisation=salon.organisation, **values | fields)


def test_a_whole_booking_is_accepted(salon: Salon) -> None:
    assert booking_of(salon).pk


REFUSED_BOOKINGS = {
    "online without a customer": {"customer": None},
    "ends when it starts": {"ends_at": MONDAY_9},
    "ends before it starts": {"ends_at": MONDAY_9 - HOUR},
    "a request that never lapses": {"status": "pending"},
    "a wish without an end": {"wished_starts_at": MONDAY_10, "requested_until": MONDAY_9},
    "a wish without a start": {"wished_ends_at": MONDAY_10, "requested_until": MONDAY_9},
    "a wish that never lapses": {"wished_starts_at": MONDAY_10, "wished_ends_at": MONDAY_10 + HOUR},
    "a wish that ends before it starts": {
        "wished_starts_at": MONDAY_10, "wished_ends_at": MONDAY_9, "requested_until": MONDAY_9,
    },
}  # fmt: skip


@pytest.mark.parametrize("fields", REFUSED_BOOKINGS.values(), ids=REFUSED_BOOKINGS)
def test_half_a_booking_is_refused(salon: Salon, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        booking_of(salon, **fields)


def test_a_booking_by_hand_needs_no_customer(salon: Salon) -> None:
    assert booking_of(salon, origin="by_hand", customer=None).customer is None


def test_an_online_booking_cannot_lose_its_customer(salon: Salon) -> None:
    booking = booking_of(salon)

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.of(salon.organisation).filter(pk=booking.pk).update(customer=None)


def test_a_number_names_one_booking_of_an_organisation(salon: Salon) -> None:
    booking_of(salon)
    booking_of(make_salon("mallory"))

    with pytest.raises(IntegrityError), transaction.atomic():
        booking_of(salon)


def test_a_link_opens_one_booking(salon: Salon) -> None:
    first = booking_of(salon)

    with pytest.raises(IntegrityError), transaction.atomic():
        booking_of(make_salon("mallory"), link_hash=first.link_hash)


@pytest.mark.parametrize("spelling", ["clara@salon.example", "Clara@salon.example", "CLARA@SALON.EXAMPLE"])
def test_an_address_is_one_user_whatever_its_case(salon: Salon, spelling: str) -> None:
    make_member(salon.organisation, "Clara")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(spelling, "another password")


@pytest.mark.parametrize("spelling", ["clara@salon.example", "CLARA@Salon.Example"])
def test_a_user_is_found_whatever_the_case(salon: Salon, spelling: str) -> None:
    member = make_member(salon.organisation, "Clara")

    assert User.objects.get_by_natural_key(spelling) == member.user
    assert member.user.check_password("clara-im-salon")


def absence_of(salon: Salon, starts_at: datetime, ends_at: datetime, **of: Any) -> Absence:
    return Absence.objects.create(organisation=salon.organisation, starts_at=starts_at, ends_at=ends_at, **of)


def hold_of(salon: Salon, starts_at: datetime, ends_at: datetime, **fields: Any) -> Hold:
    return Hold.objects.create(
        organisation=salon.organisation,
        token_hash="a",
        service=salon.cut,
        location=salon.location,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=SUNDAY_18,
        deadline=MONDAY_9,
        **fields,
    )


def exception_of(salon: Salon, **times: Any) -> ScheduleException:
    schedule = salon.ben.schedules.get()
    return ScheduleException.objects.create(
        organisation=salon.organisation, schedule=schedule, on_date=MONDAY_9.date(), **times
    )


def requirement_of(salon: Salon, **fields: Any) -> Requirement:
    return Requirement.objects.create(organisation=salon.organisation, service=salon.cut, **fields)


def candidate_of(salon: Salon, **fields: Any) -> Candidate:
    return Candidate.objects.create(
        organisation=salon.organisation, requirement=salon.cut.requirements.get(), **fields
    )


REFUSED_ROWS: dict[str, Callable[[Salon], object]] = {
    "a service without length": lambda salon: make_service(salon.organisation, "b", duration_minutes=0),
    "a service of eight days": lambda salon: make_service(salon.organisation, "b", duration_minutes=11520),
    "a service without steps": lambda salon: make_service(salon.organisation, "b", step_minutes=0),
    "a service without a seat": lambda salon: make_service(salon.organisation, "b", capacity=0),
    "a buffer of two days": lambda salon: make_service(salon.organisation, "b", buffer_after_minutes=2880),
    "two services of one name": lambda salon: make_service(salon.organisation, "cut"),
    "two resources of one name": lambda salon: make_resource(salon.organisation, "Ben"),
    "two locations of one name": lambda salon: make_location(salon.organisation),
    "a colour off the circle": lambda salon: make_resource(salon.organisation, "Dora", hue=360),
    "two schedules at one place": lambda salon: salon.ben.schedules.create(
        organisation=salon.organisation, location=salon.location
    ),
    "the same window twice": lambda salon: open_weekly(salon.ben, salon.location, days=range(1)),
    "an eighth weekday": lambda salon: open_weekly(salon.ben, salon.location, days=range(7, 8)),
    "an exception that only opens": lambda salon: exception_of(salon, opens=time(9)),
    "an exception that only closes": lambda salon: exception_of(salon, closes=time(9)),
    "everyone, as chosen": lambda salon: requirement_of(salon, takes_all=True, chosen_by_customer=True),
    "a candidate twice": lambda salon: candidate_of(salon, resource=salon.ben),
    "a candidate who takes no time": lambda salon: candidate_of(
        salon, resource=salon.room, duration_minutes=0
    ),
    "nobody's absence": lambda salon: absence_of(salon, MONDAY_9, MONDAY_10),
    "everybody's absence": lambda salon: absence_of(
        salon, MONDAY_9, MONDAY_10, resource=salon.ben, location=salon.location
    ),
    "an absence backwards": lambda salon: absence_of(salon, MONDAY_10, MONDAY_9, resource=salon.ben),
    "a hold backwards": lambda salon: hold_of(salon, MONDAY_10, MONDAY_9),
    "half an offer": lambda salon: hold_of(salon, MONDAY_9, MONDAY_10, booking=booking_of(salon)),
    "a salon that holds nothing": lambda salon: make_organisation("other", hold_minutes=0),
}


@pytest.mark.parametrize("make", REFUSED_ROWS.values(), ids=REFUSED_ROWS)
def test_a_row_that_means_nothing_is_refused(salon: Salon, make: Callable[[Salon], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(salon)


def test_an_absence_may_last_until_further_notice(salon: Salon) -> None:
    absence = Absence.objects.create(organisation=salon.organisation, resource=salon.ben, starts_at=MONDAY_9)

    assert absence.ends_at is None


def test_a_promise_is_made_once(salon: Salon) -> None:
    promise = {
        "key": "a",
        "kind": "b",
        "recipient": "anna@example.org",
        "due_at": MONDAY_9,
        "created_at": MONDAY_9,
    }
    Delivery.objects.create(organisation=salon.organisation, **promise)
    Delivery.objects.create(organisation=make_salon("mallory").organisation, **promise)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(organisation=salon.organisation, **promise)


def test_a_request_is_accepted_once_for_each_caller(salon: Salon) -> None:
    request = {"key_hash": "a", "digest": "b", "created_at": MONDAY_9, "organisation": salon.organisation}
    AcceptedRequest.objects.create(caller="page", **request)
    AcceptedRequest.objects.create(caller="link", **request)

    with pytest.raises(IntegrityError), transaction.atomic():
        AcceptedRequest.objects.create(caller="page", **request)


def test_attempts_are_counted_in_one_row(db: None) -> None:
    AttemptCount.objects.create(who="a", what="b", window=1, forget_at=MONDAY_9)

    with pytest.raises(IntegrityError), transaction.atomic():
        AttemptCount.objects.create(who="a", what="b", window=1, forget_at=MONDAY_10)


def test_somebody_is_a_member_once(salon: Salon) -> None:
    member = make_member(salon.organisation)

    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(organisation=salon.organisation, user=member.user, role="owner")


def test_what_bookings_refer_to_is_not_deleted(salon: Salon) -> None:
    booking = booking_of(salon)

    assert booking.customer is not None

    for row in (salon.cut, salon.location, booking.customer, salon.organisation):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.delete()

    assert Booking.objects.of(salon.organisation).get() == booking
