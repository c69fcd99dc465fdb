"""What a visitor has chosen so far: the service in the path, place and person in the query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.http import Http404

from terminbuch.models import Location, Resource, Service
from terminbuch.queries import services
from terminbuch.queries.wish import Wish

from .addresses import PREFILLED, said
from .visit import Visit


@dataclass(frozen=True)
class Choice:
    """``resource`` None means anybody; ``choosable`` is empty where the business decides."""

    service: Service
    location: Location
    locations: tuple[Location, ...]
    resource: Resource | None
    choosable: tuple[Resource, ...]

    @property
    def wish(self) -> Wish:
        return Wish(self.service, self.location, self.resource)

    @property
    def query(self) -> dict[str, str]:
        """How links say it; what would be chosen anyway is left out."""
        return {
            "at": self.location.slug if self.location != self.locations[0] else "",
            "with": self.resource.slug if self.resource else "",
        }

    def zone_for(self, visit: Visit) -> ZoneInfo:
        return visit.chosen_zone or self.location.zone

    def having(self, who: str) -> Choice:
        """The same with another person; "" means no change. Raises Http404 for somebody who is no choice."""
        return replace(self, resource=_named(who, self.choosable)) if who else self


def choice_of(visit: Visit, service_slug: str) -> Choice:
    """What the address says. Raises Http404 for a service nobody can book.

    A person or place that the service does not have is left out when somebody looks, and is a 404 when
    somebody acts: nobody is booked with another person than the one asked for.
    """
    service = services.service_by_slug(visit.organisation, service_slug)
    locations = tuple(services.locations_of(service)) if service else ()
    if service is None or not locations:
        raise Http404
    query = visit.request.GET
    strict = visit.request.method == "POST"
    location = _found(query.get("at", ""), locations, strict=strict) or locations[0]
    choosable = _choosable(service, location)
    resource = _found(query.get("with", ""), choosable, strict=strict)
    return Choice(service, location, locations, resource, choosable)


def prefilled(visit: Visit) -> dict[str, str]:
    """What the link brought for the form; too long is as if it were not there."""
    brought = said(visit.request, PREFILLED)
    return {name: text for name, text in brought.items() if len(text) <= PREFILLED[name]}


def _choosable(service: Service, location: Location) -> tuple[Resource, ...]:
    found = tuple(services.choosable_resources(service, location))
    return found if len(found) > 1 else ()


def _found[Named: (Location, Resource)](slug: str, rows: tuple[Named, ...], *, strict: bool) -> Named | None:
    if slug and strict:
        return _named(slug, rows)
    return next((row for row in rows if row.slug == slug), None)


def _named[Named: (Location, Resource)](slug: str, rows: tuple[Named, ...]) -> Named:
    for row in rows:
        if row.slug == slug:
            return row
    raise Http404
