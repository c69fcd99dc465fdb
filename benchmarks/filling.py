"""Businesses that differ in nothing but how many bookings their one resource has.

``python -m benchmarks.filling 2026-12-01 0 200`` writes two of them into the database of the environment.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from terminbuch.actions.links import first_link_hash  # noqa: E402  # Django must be ready before
from terminbuch.models import (  # noqa: E402
    Allocation,
    Booking,
    Customer,
    Location,
    Resource,
    Service,
)
from tests.builders import (  # noqa: E402
    BERLIN,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)

IN_THE_MONTH = 200
DAY, HALF_AN_HOUR = timedelta(days=1), timedelta(minutes=30)


@dataclass(frozen=True)
class Business:
    service: Service
    location: Location
    resource: Resource


def fill(bookings: int, month: date) -> Business:
    """One resource with so many bookings of half an hour: up to 200 in the month, all others around it."""
    organisation = make_organisation(f"with-{bookings}")
    location, ben = make_location(organisation), make_resource(organisation, "Ben")
    open_weekly(ben, location)
    service = make_service(
        organisation, "cut", duration_minutes=30, step_minutes=30, horizon_days=120, cut_off_minutes=1440
    )
    needs(service, ben)
    business = Business(service, location, ben)
    _book(business, islice(_chosen(month, bookings), bookings))
    return business


def next_month(today: date) -> date:
    return (today.replace(day=1) + 32 * DAY).replace(day=1)


def _chosen(month: date, bookings: int) -> Iterator[datetime]:
    """Starts spread evenly over the month, then all starts of the days after and before it, nearest first."""
    after = next_month(month)
    within = list(_starts(month + number * DAY for number in range((after - month).days)))
    share = min(bookings, IN_THE_MONTH)
    yield from (within[number * len(within) // share] for number in range(share))
    yield from islice(_starts(after + number * DAY for number in count()), (bookings - share) // 10)
    yield from _starts(month - number * DAY for number in count(1))


def _starts(days: Iterable[date]) -> Iterator[datetime]:
    for day in days:
        if day.weekday() < 5:
            opens = datetime.combine(day, time(9), BERLIN).astimezone(UTC)
            yield from (opens + number * HALF_AN_HOUR for number in range(16))


def _book(business: Business, starts: Iterable[datetime]) -> None:
    organisation = business.service.organisation
    now = datetime.now(UTC)
    customer = Customer.objects.create(organisation=organisation, name="Anna", created_at=now)
    bookings = [_booking(business, customer, at, start, now) for at, start in enumerate(starts)]
    Booking.objects.bulk_create(bookings, batch_size=500)
    Allocation.objects.bulk_create(_allocations(business, bookings), batch_size=500)


def _booking(business: Business, customer: Customer, number: int, start: datetime, now: datetime) -> Booking:
    uid = uuid.uuid4()
    return Booking(
        uid=uid,
        organisation=business.service.organisation,
        number=f"A{number:05}",
        service=business.service,
        location=business.location,
        customer=customer,
        status=Booking.Status.CONFIRMED,
        origin=Booking.Origin.ONLINE,
        starts_at=start,
        ends_at=start + HALF_AN_HOUR,
        zone_name="Europe/Berlin",
        name="Anna",
        language="de",
        link_hash=first_link_hash(uid),
        created_at=now,
        changed_at=now,
    )


def _allocations(business: Business, bookings: Sequence[Booking]) -> list[Allocation]:
    return [
        Allocation(
            organisation=booking.organisation,
            resource=business.resource,
            booking=booking,
            starts_at=booking.starts_at,
            ends_at=booking.ends_at,
            sitting=uuid.uuid4(),
        )
        for booking in bookings
    ]


if __name__ == "__main__":
    for number in sys.argv[2:]:
        fill(int(number), date.fromisoformat(sys.argv[1]))
