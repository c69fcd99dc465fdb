"""How long the assistant plans for 200 bookings over 30 resources: ``python -m benchmarks.plan``.

A business of its own in a temporary folder (SQLite; ``DATABASE_URL`` names another empty database). Prints
Markdown.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import django

FOLDER = tempfile.TemporaryDirectory(prefix="terminbuch-plan-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
os.environ.update(TERMINBUCH_DATA=FOLDER.name, TERMINBUCH_URL="http://localhost:8000")
os.environ.update(SECRET_KEY="measured " * 8, LINK_KEYS="measured " * 8)
django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be ready before
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from terminbuch.actions.absences import record  # noqa: E402
from terminbuch.actions.absences.asking import AbsenceRequest  # noqa: E402
from terminbuch.actions.asking import COMMAND  # noqa: E402
from terminbuch.actions.cases import open_cases  # noqa: E402
from terminbuch.actions.links import first_link_hash  # noqa: E402
from terminbuch.models import Allocation, Booking, Case, Customer, Disruption, Resource, Service  # noqa: E402
from terminbuch.queries import kept  # noqa: E402
from terminbuch.queries.plan import Plan, planned  # noqa: E402
from tests.builders import (  # noqa: E402
    berlin,
    make_location,
    make_organisation,
    make_resource,
    make_service,
    needs,
    open_weekly,
)

NOW = berlin(22, 18)
MONDAY = berlin(23, 0)
PEOPLE, AFFECTED, WEEKS = 30, 200, 4
FULLNESS = {"half full": 0.5, "three quarters full": 0.75, "nine tenths full": 0.9}
LENGTHS = (30, 45, 60, 90)
HEAD = """
| business | what happens | bookings hit | keep their time | offered other times | phoned | proved best | queries | first ms | again ms |
| --- | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |"""  # noqa: E501


@dataclass(frozen=True)
class Business:
    """People with three skills in turn, whose days are filled with visits of several lengths."""

    people: list[Resource]
    services: list[Service]

    @property
    def key(self) -> int:
        return self.people[0].organisation_id


def founded(name: str, fullness: float, dice: random.Random) -> Business:
    organisation = make_organisation(f"plan-{name.replace(' ', '-')}")
    location = make_location(organisation)
    people = [make_resource(organisation, f"Person {number}") for number in range(PEOPLE)]
    for person in people:
        open_weekly(person, location)
    services = [
        make_service(organisation, f"visit-{length}-{skill}", duration_minutes=length, step_minutes=15)
        for skill in range(3)
        for length in LENGTHS
    ]
    for service in services:
        skill = int(service.slug[-1])
        able = [person for number, person in enumerate(people) if number % 3 != skill]
        needs(service, *able, chosen=True)
    business = Business(people, services)
    _fill(business, fullness, dice)
    return business


def _fill(business: Business, fullness: float, dice: random.Random) -> None:
    organisation, location = business.people[0].organisation, business.people[0].schedules.get().location
    customer = Customer.objects.create(organisation=organisation, name="Anna", created_at=NOW)
    bookings, rows = [], []
    for number, (person, starts_at, length, service) in enumerate(_visits(business, fullness, dice)):
        uid = uuid.uuid4()
        ends_at = starts_at + timedelta(minutes=length)
        booking = Booking(
            uid=uid, organisation=organisation, number=f"P{number:05}", service=service, location=location,
            customer=customer, status="confirmed", origin="online", starts_at=starts_at, ends_at=ends_at,
            zone_name="Europe/Berlin", name="Anna", email="anna@example.org", language="de",
            link_hash=first_link_hash(uid), created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        bookings.append(booking)
        rows.append((booking, person, starts_at, ends_at))
    Booking.objects.bulk_create(bookings)
    Allocation.objects.bulk_create(
        Allocation(
            organisation=organisation, resource=person, booking=booking, sitting=uuid.uuid4(),
            starts_at=starts_at, ends_at=ends_at,
        )
        for booking, person, starts_at, ends_at in rows
    )  # fmt: skip


def _visits(
    business: Business, fullness: float, dice: random.Random
) -> Iterator[tuple[Resource, datetime, int, Service]]:
    for number, person in enumerate(business.people):
        own = [service for service in business.services if number % 3 != int(service.slug[-1])]
        for day in range(7 * WEEKS):
            if day % 7 > 4:
                continue
            minute = 9 * 60
            while minute < 17 * 60:
                service = dice.choice(own)
                length = service.duration_minutes
                if minute + length <= 17 * 60 and dice.random() < fullness:
                    yield person, MONDAY + timedelta(days=day, minutes=minute), length, service
                    minute += length
                else:
                    minute += 30


def many_ill(business: Business) -> list[Booking]:
    """As many people as it takes stay at home on Monday and Tuesday."""
    found: list[Booking] = []
    for person in business.people:
        if len(found) < AFFECTED:
            found += _absent(business, resource_id=person.pk)
    return found


def one_ill(business: Business) -> list[Booking]:
    """An ordinary morning."""
    return _absent(business, resource_id=business.people[0].pk)


def closed(business: Business) -> list[Booking]:
    """The house is closed on Monday and Tuesday: nobody can keep the time."""
    return _absent(business, location_id=business.people[0].schedules.get().location_id)


def _absent(
    business: Business, *, resource_id: int | None = None, location_id: int | None = None
) -> list[Booking]:
    until = MONDAY + timedelta(days=2)
    request = AbsenceRequest(business.key, resource_id, location_id, MONDAY, until, "illness")
    cases = Case.objects.of(business.key).filter(disruption=record(request, by=COMMAND, now=NOW))
    found = [case.booking for case in cases.select_related("booking")]
    cases.delete()
    return found


def on_one_board(business: Business, bookings: list[Booking]) -> Disruption:
    """All at once, whoever is away: as after a change of rules, which is nobody's in particular."""
    disruption = Disruption.objects.create(organisation_id=business.key, what="hours", created_at=NOW)
    open_cases(disruption, bookings[:AFFECTED], by=COMMAND, now=NOW)
    return disruption


def measured(disruption: Disruption) -> tuple[Plan, int, float, float]:
    kept._masks.clear()
    with CaptureQueriesContext(connection) as asked:
        before = time.perf_counter()
        plan = planned(disruption, now=NOW)
        first = time.perf_counter() - before
    before = time.perf_counter()
    planned(disruption, now=NOW)
    return plan, len(asked), first * 1000, (time.perf_counter() - before) * 1000


def line(name: str, what: str, business: Business, hit: list[Booking]) -> str:
    plan, queries, first, again = measured(on_one_board(business, hit))
    kinds = [proposal.kind for proposal in plan.proposals.values()]
    best = "yes" if plan.is_best else f"within {plan.gap_minutes} min in all"
    numbers = (len(kinds), kinds.count("keep"), kinds.count("offer"), kinds.count("phone"))
    told = " | ".join(map(str, numbers))
    return f"| {name} | {what} | {told} | {best} | {queries} | {first:.0f} | {again:.0f} |"


HAPPENINGS = {"one is ill": one_ill, "many are ill": many_ill, "closed for two days": closed}


def main() -> None:
    call_command("migrate", verbosity=0)
    print(f"{datetime.now(UTC):%Y-%m-%d}, {connection.vendor}")
    print(HEAD)
    for name, fullness in FULLNESS.items():
        for what, happens in HAPPENINGS.items():
            business = founded(f"{name} {what}", fullness, random.Random(7))  # noqa: S311
            print(line(name, what, business, happens(business)), flush=True)


if __name__ == "__main__":
    main()
