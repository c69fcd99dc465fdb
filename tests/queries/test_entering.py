"""What staff chooses from, and how often a customer was here."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions import booking as deeds
from terminbuch.models import Member
from terminbuch.queries import entering
from terminbuch.queries.visits import visits
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    change,
    make_booking,
    make_location,
    make_member,
    make_salon,
    make_service,
    staff,
)


def test_staff_chooses_from_all_services_in_use_also_internal_ones(salon: Salon):
    make_service(salon.organisation, "care", is_online=False, position=1)
    make_service(salon.organisation, "gone", is_active=False)
    make_salon("barber")

    assert list(entering.services_by_slug(salon.organisation)) == ["cut", "care"]


def test_a_booking_keeps_a_service_that_is_no_longer_in_use(salon: Salon):
    booking = make_booking(salon.cut)
    change(salon.cut, is_active=False)

    assert list(entering.services_by_slug(salon.organisation)) == []
    assert list(entering.services_by_slug(salon.organisation, of=booking)) == ["cut"]


def test_places_stand_in_the_businesss_order(salon: Salon):
    make_location(salon.organisation, "west", position=2)
    make_location(salon.organisation, "nord", position=1)

    assert list(entering.locations_by_slug(salon.organisation)) == ["mitte", "nord", "west"]


def test_whom_to_ask_are_those_who_lead_the_business(salon: Salon):
    make_member(salon.organisation, "Olga", role=Member.Role.OWNER)
    make_member(salon.organisation, "Clara", role=Member.Role.MANAGER)
    make_member(salon.organisation, "Rita", role=Member.Role.RECEPTION)
    left = make_member(salon.organisation, "Lisa", role=Member.Role.MANAGER)
    change(left.user, is_active=False)
    make_member(make_salon("barber").organisation, "Mallory", role=Member.Role.OWNER)

    assert entering.who_may_override(salon.organisation) == ["Clara", "Olga"]


def test_visits_are_agreed_bookings_that_have_begun(salon: Salon):
    first = make_booking(salon.cut, at=MONDAY_9)
    make_booking(salon.cut, at=MONDAY_10)
    make_booking(salon.cut, at=TUESDAY_9)
    cancelled = make_booking(salon.cut, at=MONDAY_10 + timedelta(hours=1))
    deeds.cancel(cancelled.pk, by=staff(make_member(salon.organisation)), now=SUNDAY_18)
    make_booking(salon.cut, at=MONDAY_9, who="Berta")
    assert first.customer

    assert [visits(first.customer, now=now) for now in (SUNDAY_18, MONDAY_9, MONDAY_10, TUESDAY_9)] == [
        0, 1, 2, 3,
    ]  # fmt: skip
