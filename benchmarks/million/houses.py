"""Organisations with all that is set in them: a place, a service, people with hours, some with a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch.models import (
    CalendarConnection,
    Candidate,
    Location,
    Organisation,
    OutsideCalendar,
    Requirement,
    Resource,
    Schedule,
    Service,
    WeeklyHours,
)

from .size import Share, Size
from .writer import Writer, stamp

OPENS, CLOSES = "08:00:00", "18:00:00"


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    email: str
    calendar: int | None
    """Every second person has one, which is read and written."""


@dataclass(frozen=True)
class House:
    organisation: int
    location: int
    service: int
    requirement: int
    slug: str


@dataclass(frozen=True)
class Staffed:
    """A house and those of its people whom the generator fills with bookings."""

    house: House
    people: tuple[Person, ...]
    bookings: int


def houses(write: Writer, size: Size, *, known: Sequence[House], now: datetime) -> Iterator[Staffed]:
    """So many; those that are known already come first and get further people."""
    for number, share in enumerate(size.shares()):
        house = known[number] if number < len(known) else _house(write, f"house-{number}")
        yield Staffed(house, tuple(_people(write, house, share, now)), share.bookings)


def _house(write: Writer, slug: str) -> House:
    organisation = write.add(Organisation, slug=slug, name=f"Salon {slug}", email=f"hallo@{slug}.example")
    own = {"organisation_id": organisation}
    location = write.add(Location, slug="mitte", name="Mitte", **own)
    names = {"slug": "cut", "name_de": "Schneiden", "name_en": "Cut"}
    service = write.add(Service, duration_minutes=60, step_minutes=30, **names, **own)
    requirement = write.add(Requirement, service_id=service, chosen_by_customer=True, **own)
    return House(organisation, location, service, requirement, slug)


def _people(write: Writer, house: House, share: Share, now: datetime) -> Iterator[Person]:
    for number in range(share.resources):
        slug, own = f"person-{number}", {"organisation_id": house.organisation}
        name, email = f"Person {number}", f"{slug}@{house.slug}.example"
        person = write.add(Resource, slug=slug, name=name, email=email, position=10 + number, **own)
        write.add(Candidate, requirement_id=house.requirement, resource_id=person, **own)
        schedule = write.add(Schedule, resource_id=person, location_id=house.location, **own)
        for weekday in range(5):
            write.add(WeeklyHours, schedule_id=schedule, weekday=weekday, opens=OPENS, closes=CLOSES, **own)
        calendar = _calendar(write, house, person, now) if number % 2 else None
        yield Person(person, name, email, calendar)


def _calendar(write: Writer, house: House, person: int, now: datetime) -> int:
    """Read a moment ago, and not due again within the day."""
    own = {"organisation_id": house.organisation, "resource_id": person}
    connection = write.add(
        CalendarConnection, kind="caldav", name="Privat", zone_name="Europe/Berlin", created_at=stamp(now),
        **own,
    )  # fmt: skip
    return write.add(
        OutsideCalendar, connection_id=connection, remote_id="/privat/", name="Privat", blocks=True,
        receives=True, full_due=False, may_write=True, last_good_at=stamp(now), full_at=stamp(now),
        probed_at=stamp(now), next_read_at=stamp(now + timedelta(days=1)),
        read_from=stamp(now - timedelta(days=30)), read_until=stamp(now + timedelta(days=400)), **own,
    )  # fmt: skip
