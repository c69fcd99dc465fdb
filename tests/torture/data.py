"""T0: the tables and three tenants, made by a program of its own, which alone of all here loads Django."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.management import call_command

from terminbuch.models import Organisation, Resource, Service
from tests.builders import (
    make_location,
    make_member,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.torture.people import BERLIN, Offered, People, Person, Tenant

# No word of any page contains one of these.
SLUGS = ("qorvat", "zumbel", "wixtra")
NAMES = ("Ben", "Clara", "Dora", "Emil", "Frida")
PASSWORD = "clara-im-salon"


def main(path: Path) -> None:
    """Writes to ``path`` what the driver must know of them."""
    call_command("migrate", interactive=False, verbosity=0)
    People(tuple(_tenant(slug) for slug in SLUGS), _first_day()).save(path)


def _first_day() -> date:
    in_a_week = datetime.now(BERLIN).date() + timedelta(days=7)
    return in_a_week + timedelta(days=-in_a_week.weekday() % 7)


def _tenant(slug: str) -> Tenant:
    # Holds of one visitor are limited by the business; everybody here may come from one address.
    business = make_organisation(slug, name=f"Salon {slug}", holds_per_visitor=1000)
    location = make_location(business)
    people = [make_resource(business, f"{name} {slug}", position=at) for at, name in enumerate(NAMES)]
    room = make_resource(business, f"Raum {slug}", kind=Resource.Kind.ROOM, email="", position=9)
    for each in (*people, room):
        open_weekly(each, location)
    owner = make_member(business, "Clara", role="owner")
    return Tenant(
        business.pk, str(business.uid), slug, str(location.uid),
        tuple(map(_person, (*people, room))), tuple(_services(business, people, room)),
        owner.user.email, PASSWORD,
    )  # fmt: skip


def _services(business: Organisation, people: list[Resource], room: Resource) -> list[Offered]:
    """One to be chosen from five, one with whoever is free, one to be asked for, one with six places, one
    that needs somebody and the room."""
    cut = make_service(business, "cut", duration_minutes=30, step_minutes=15)
    needs(cut, *people, chosen=True)
    pool = make_service(business, "pool", duration_minutes=60, step_minutes=30)
    needs(pool, *people)
    colour = make_service(
        business, "colour", duration_minutes=45, step_minutes=15, needs_approval=True,
        buffer_before_minutes=5, buffer_after_minutes=10,
    )  # fmt: skip
    needs(colour, *people[:2], chosen=True)
    course = make_service(business, "course", duration_minutes=60, step_minutes=60, capacity=6)
    needs(course, room)
    pair = make_service(business, "pair", duration_minutes=30, step_minutes=30)
    needs(pair, *people[2:])
    needs(pair, room)
    return [
        _offered(cut, people, is_chosen=True),
        _offered(pool, people),
        _offered(colour, people[:2], is_chosen=True),
        _offered(course, [room]),
        _offered(pair, [*people[2:], room]),
    ]


def _person(row: Resource) -> Person:
    return Person(row.pk, str(row.uid), row.slug, row.name, row.email)


def _offered(row: Service, people: list[Resource], *, is_chosen: bool = False) -> Offered:
    return Offered(
        row.pk, row.slug, row.duration_minutes, row.step_minutes, tuple(each.pk for each in people),
        is_chosen, row.capacity, row.needs_approval, row.buffer_before_minutes, row.buffer_after_minutes,
    )  # fmt: skip
