"""What the pages of one service know of it besides its rules."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import COMMAND
from terminbuch.queries.offer import active_resources, bookings_to_come, service_to_set, was_booked
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, Salon, change, make_booking


def test_bookings_to_come_are_those_that_stand_and_have_not_begun(salon: Salon) -> None:
    make_booking(salon.cut, at=MONDAY_9)
    cancelled = make_booking(salon.cut, at=TUESDAY_9)
    deeds.cancel(cancelled.pk, by=COMMAND, now=SUNDAY_18)

    counted = [bookings_to_come(salon.cut, now=now) for now in (SUNDAY_18, MONDAY_9)]

    assert counted == [1, 0]


def test_a_cancelled_booking_counts_as_booked(salon: Salon) -> None:
    before = was_booked(salon.cut)
    deeds.cancel(make_booking(salon.cut).pk, by=COMMAND, now=SUNDAY_18 + timedelta(minutes=1))

    assert (before, was_booked(salon.cut)) == (False, True)


def test_a_service_is_found_by_its_own_business_only(salon: Salon, mallory: Salon) -> None:
    change(mallory.cut, slug="theirs")

    found = [service_to_set(salon.organisation.pk, slug) for slug in ("cut", "theirs", "")]

    assert found == [salon.cut, None, None]


def test_an_inactive_service_is_found_and_inactive_people_are_not(salon: Salon) -> None:
    change(salon.cut, is_active=False)
    change(salon.clara, is_active=False)

    assert service_to_set(salon.organisation.pk, "cut") == salon.cut
    assert active_resources(salon.organisation.pk) == [salon.ben, salon.room]
