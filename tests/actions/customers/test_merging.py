"""Two rows stand for one person: one stays, and nothing is lost."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.customers import CustomerFields, create, merge
from terminbuch.actions.refusals import CustomerChanged, NotYours
from terminbuch.models import Booking, Customer
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    change,
    make_booking,
    make_offer,
)
from tests.reading import everything, log_of

HOUR = timedelta(hours=1)


def enter(
    salon: Salon, by: Actor, name: str, email: str = "", *, phone: str = "", note: str = ""
) -> Customer:
    return create(salon.organisation.pk, CustomerFields(name, email, phone, note=note), by=by, now=SUNDAY_18)


def join(
    salon: Salon, keep: Customer, other: Customer, *, by: Actor, versions: tuple[int, int] = (1, 1)
) -> Customer:
    return merge(
        keep.uid,
        other.uid,
        organisation_id=salon.organisation.pk,
        versions=versions,
        by=by,
        now=SUNDAY_18 + HOUR,
    )


def customer_of(booking: Booking) -> Customer:
    assert booking.customer is not None
    return booking.customer


@pytest.fixture
def anna(salon: Salon, clara: Actor) -> Customer:
    return enter(salon, clara, "Anna Weber", phone="030 1234567", note="Kein Haarspray.")


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna booked online, as somebody else."""
    return make_booking(salon.cut, who="Anna", resource_id=salon.ben.pk)


def test_bookings_and_offers_go_to_the_one_who_stays(
    salon: Salon, clara: Actor, anna: Customer, booking: Booking
) -> None:
    second = make_booking(salon.cut, at=TUESDAY_9, who="Anna", resource_id=salon.clara.pk)
    offer = make_offer(booking, salon.ben, TUESDAY_10)

    join(salon, anna, customer_of(booking), by=clara)

    assert list(anna.bookings.order_by("pk")) == [booking, second]
    assert list(anna.offers.all()) == [offer]
    assert list(Customer.objects.of(salon.organisation)) == [anna]


def test_a_booking_keeps_what_was_typed_for_it(
    salon: Salon, clara: Actor, anna: Customer, booking: Booking
) -> None:
    join(salon, anna, customer_of(booking), by=clara)

    booking.refresh_from_db()
    assert (booking.name, booking.email, booking.phone) == ("Anna", "anna@example.org", "")
    assert (booking.version, booking.sequence) == (2, 0)
    assert log_of(booking) == [("booked", "customer", "page"), ("customer_merged", "member", "staff")]


def test_what_is_missing_is_filled_and_the_rest_is_noted(salon: Salon, clara: Actor, anna: Customer) -> None:
    other = enter(salon, clara, "A. Weber", "anna@example.org", phone="0151 23456789", note="Mag Tee.")

    kept = join(salon, anna, other, by=clara)

    kept.refresh_from_db()
    assert (kept.name, kept.email, kept.phone) == ("Anna Weber", "anna@example.org", "030 1234567")
    assert kept.note == "Kein Haarspray.\nA. Weber, 0151 23456789\nMag Tee."
    assert (kept.email_folded, kept.version) == ("anna@example.org", 2)


def test_nothing_is_noted_twice(salon: Salon, clara: Actor, anna: Customer) -> None:
    kept = join(salon, anna, enter(salon, clara, "Anna Weber", phone="030 1234567"), by=clara)

    assert kept.note == "Kein Haarspray."


@pytest.mark.parametrize(("here", "there"), [(SUNDAY_18, None), (None, SUNDAY_18)])
def test_consent_was_given_by_the_same_person(
    salon: Salon, clara: Actor, anna: Customer, here: object, there: object
) -> None:
    other = enter(salon, clara, "A. Weber")
    change(anna, consented_at=here, created_at=SUNDAY_18 + HOUR)
    change(other, consented_at=there)

    kept = join(salon, anna, other, by=clara)

    assert (kept.consented_at, kept.created_at) == (SUNDAY_18, SUNDAY_18)


def test_calendars_learn_that_the_booking_has_another_version(
    salon: Salon, clara: Actor, anna: Customer, booking: Booking
) -> None:
    for resource in (salon.ben, salon.clara):
        resource.refresh_from_db()
    ben, other = salon.ben.revision, salon.clara.revision

    join(salon, anna, customer_of(booking), by=clara)

    for resource in (salon.ben, salon.clara):
        resource.refresh_from_db()
    assert (salon.ben.revision, salon.clara.revision) == (ben + 1, other)


def test_who_is_gone_books_again_and_is_new(
    salon: Salon, clara: Actor, anna: Customer, booking: Booking
) -> None:
    gone = customer_of(booking)
    join(salon, anna, gone, by=clara)

    again = make_booking(salon.cut, at=TUESDAY_9, who="Anna")

    assert customer_of(again) not in {anna, gone}


def test_what_was_changed_after_it_was_read_is_not_merged(
    salon: Salon, clara: Actor, anna: Customer, booking: Booking
) -> None:
    other = customer_of(booking)
    before = everything(salon.organisation)

    for versions in ((2, 1), (1, 2)):
        with pytest.raises(CustomerChanged):
            join(salon, anna, other, by=clara, versions=versions)

    assert everything(salon.organisation) == before


def test_nobody_is_merged_with_oneself_or_with_a_stranger(
    salon: Salon, mallory: Salon, clara: Actor, anna: Customer
) -> None:
    stranger = customer_of(make_booking(mallory.cut, at=MONDAY_9, who="Anna"))
    unknown = Customer(uid=uuid.uuid4())
    before = everything(salon.organisation), everything(mallory.organisation)

    for keep, other in ((anna, anna), (anna, stranger), (stranger, anna), (anna, unknown), (unknown, anna)):
        with pytest.raises(NotYours):
            join(salon, keep, other, by=clara)

    assert (everything(salon.organisation), everything(mallory.organisation)) == before
