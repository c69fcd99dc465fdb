"""A business of thirty resources whose every day from Monday to Friday is full: 600 bookings a day.

``python -m benchmarks.full_salon 2026-11-23`` writes the week of that Monday into the database of the
environment, and prints the cookie of a manager who has signed in.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from terminbuch.actions.links import first_link_hash  # noqa: E402  # Django must be ready before
from terminbuch.models import (  # noqa: E402
    Allocation,
    Booking,
    Customer,
    Location,
    Member,
    Resource,
    Service,
    User,
)
from tests.builders import (  # noqa: E402
    BERLIN,
    make_location,
    make_member,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)

RESOURCES, A_DAY_EACH, DAYS = 30, 20, 5
LENGTH, BUFFER = timedelta(minutes=25), timedelta(minutes=5)
NAMES = ("Maria Weber", "Jonas Krüger", "Leyla Demir", "Petra Lang", "Omar Haddad", "Ruth Peters")


def fill(monday: date) -> User:
    organisation = make_organisation("full")
    location = make_location(organisation)
    service = make_service(organisation, "cut", name_de="Schneiden & Föhnen")
    people = [make_resource(organisation, f"Person {n}", position=n) for n in range(RESOURCES)]
    for person in people:
        open_weekly(person, location, opens=time(8), closes=time(18))
    needs(service, *people)
    for number, name in enumerate(NAMES):
        _book(service, people, monday, name, number)
    return make_member(organisation, role=Member.Role.MANAGER).user


def _book(service: Service, people: list[Resource], monday: date, name: str, number: int) -> None:
    """Every sixth of all times, for one customer."""
    now = datetime.now(UTC)
    customer = Customer.objects.create(organisation=service.organisation, name=name, created_at=now)
    times = [each for at, each in enumerate(_times(people, monday)) if at % len(NAMES) == number]
    location = Location.objects.of(service.organisation).get()
    bookings = [_booking(service, customer, location, start) for _person, start in times]
    Booking.objects.bulk_create(bookings, batch_size=500)
    Allocation.objects.bulk_create(
        (_allocation(booking, person) for booking, (person, _start) in zip(bookings, times, strict=True)),
        batch_size=500,
    )


def _times(people: list[Resource], monday: date) -> Iterator[tuple[Resource, datetime]]:
    for day in range(DAYS):
        opens = datetime.combine(monday + timedelta(days=day), time(8), BERLIN).astimezone(UTC)
        for slot in range(A_DAY_EACH):
            yield from ((person, opens + slot * timedelta(minutes=30)) for person in people)


def _booking(service: Service, customer: Customer, location: Location, start: datetime) -> Booking:
    uid, now = uuid.uuid4(), customer.created_at
    return Booking(
        uid=uid,
        organisation=service.organisation,
        number=uid.hex[:8].upper(),
        service=service,
        location=location,
        customer=customer,
        status=Booking.Status.CONFIRMED,
        origin=Booking.Origin.ONLINE,
        starts_at=start,
        ends_at=start + LENGTH,
        zone_name="Europe/Berlin",
        name=customer.name,
        language="de",
        link_hash=first_link_hash(uid),
        created_at=now,
        changed_at=now,
    )


def _allocation(booking: Booking, person: Resource) -> Allocation:
    return Allocation(
        organisation_id=booking.organisation_id,
        resource=person,
        booking=booking,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at + BUFFER,
        sitting=uuid.uuid4(),
    )


def cookie_of(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"session={session.session_key}"


if __name__ == "__main__":
    print(cookie_of(fill(date.fromisoformat(sys.argv[1]))))
