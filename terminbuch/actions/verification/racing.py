"""The self-test: several book the same free times of real services in a copy; exactly one may win each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from terminbuch.availability import Slot
from terminbuch.models import Booking, Candidate, Location, Organisation, Requirement, Service
from terminbuch.queries import services
from terminbuch.queries.offers import Outlook
from terminbuch.queries.wish import Wish

from ..asking import VISITOR, BookingRequest
from ..booking import book
from ..keys import new_key
from ..refusals import Refusal

SERVICES, A_SERVICE, AHEAD = 5, 3, 40
ADDRESS = "self-test-{}@terminbuch.invalid"
"""Nobody can be reached there (RFC 2606); the copy's messages are never sent anyway."""


@dataclass(frozen=True, slots=True)
class Race:
    """A free time of a service. ``serving``: whom each requirement takes that leaves a choice."""

    organisation: int
    service: int
    location: int
    starts_at: str
    zone_name: str
    serving: dict[int, int]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def races(*, now: datetime) -> list[Race]:
    """Free times as the pages offer them, of a few services of as many businesses as possible. Read only."""
    found: list[Race] = []
    taken: set[tuple[int, date]] = set()
    for service in islice(_services(), SERVICES * 4):
        mine = list(islice(_of_a_service(service, taken, now=now), A_SERVICE))
        found += mine
        if len({race.service for race in found}) == SERVICES:
            break
    return found


def _services() -> Iterator[Service]:
    """One of each business, then the second of each; only those whose times one customer has alone."""
    open_ones = Organisation.objects.filter(is_open=True, practice_of=None).order_by("pk")[: SERVICES * 4]
    offered = [_offered(organisation) for organisation in open_ones]
    for turn in range(SERVICES):
        yield from (rows[turn] for rows in offered if turn < len(rows))


def _offered(organisation: Organisation) -> list[Service]:
    rows = Service.objects.of(organisation).filter(is_active=True, is_online=True, capacity=1)
    found = [services.service_by_slug(organisation, row.slug) for row in rows.order_by("pk")[:SERVICES]]
    return [service for service in found if service is not None]


def _of_a_service(service: Service, taken: set[tuple[int, date]], *, now: datetime) -> Iterator[Race]:
    """Each on a day of its own for everybody who serves it, so that no winner is in another one's way."""
    for location in services.locations_of(service)[:1]:
        chosen: dict[int, int] | None = None
        for slot in Outlook(Wish(service, location), now).earliest(count=AHEAD):
            chosen = chosen or _chosen(service, slot)
            days = {(resource, slot.start.date()) for resource in _serving(service, slot, chosen)}
            if days.isdisjoint(taken) and chosen.items() <= _able(service, slot):
                taken |= days
                yield _race(service, location, slot, chosen)


def _requirements(service: Service) -> Sequence[Requirement]:
    return list(service.requirements.all())


def _chosen(service: Service, slot: Slot) -> dict[int, int]:
    """Of each requirement that leaves a choice, the first who could."""
    pairs = zip(_requirements(service), slot.resources, strict=True)
    return {requirement.pk: min(able) for requirement, able in pairs if not requirement.takes_all}


def _serving(service: Service, slot: Slot, chosen: dict[int, int]) -> set[int]:
    """Whom the winner will occupy."""
    pairs = zip(_requirements(service), slot.resources, strict=True)
    return {*chosen.values(), *(one for each, able in pairs if each.takes_all for one in able)}


def _able(service: Service, slot: Slot) -> set[tuple[int, int]]:
    pairs = zip(_requirements(service), slot.resources, strict=True)
    return {(requirement.pk, resource) for requirement, able in pairs for resource in able}


def _race(service: Service, location: Location, slot: Slot, chosen: dict[int, int]) -> Race:
    return Race(
        organisation=service.organisation_id,
        service=service.pk,
        location=location.pk,
        starts_at=slot.start.isoformat(),
        zone_name=location.zone_name,
        serving=chosen,
    )


def narrow(found: Sequence[Race], *, alias: str) -> None:
    """In the copy each time can be served by one only: else as many would win as could serve."""
    for race in found:
        for requirement, resource in race.serving.items():
            rows: QuerySet[Candidate] = QuerySet(Candidate, using=alias)
            rows.filter(requirement_id=requirement).exclude(resource_id=resource).delete()


def attempt(race: Race, number: int, *, now: datetime) -> str:
    """By the deed that books for everybody: "won", or why not, as a code. In a process of the copy's own."""
    try:
        book(_request(race, number), by=VISITOR, now=now)
    except Refusal as refusal:
        return refusal.code
    return "won"


def _request(race: Race, number: int) -> BookingRequest:
    return BookingRequest(
        organisation_id=race.organisation,
        service_id=race.service,
        location_id=race.location,
        starts_at=datetime.fromisoformat(race.starts_at),
        resource_id=None,
        name="Self-test",
        email=ADDRESS.format(number),
        zone_name=race.zone_name,
        key=new_key(),
    )


def winners(race: Race, *, alias: str) -> int:
    """How many bookings the copy holds of it."""
    rows: QuerySet[Booking] = QuerySet(Booking, using=alias)
    standing = rows.filter(service_id=race.service, starts_at=datetime.fromisoformat(race.starts_at))
    return standing.filter(email_folded__startswith="self-test-", allocations__live=True).distinct().count()
