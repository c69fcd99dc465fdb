"""A change that is not made yet: what would be asked and known if it were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Prefetch, Q, QuerySet

from terminbuch import availability
from terminbuch.models import Allocation, Booking, Candidate, Location, Service
from terminbuch.queries.affected import LIVE


@dataclass(frozen=True)
class Change:
    """By itself it changes nothing; each kind says what it does, and to whom."""

    organisation_id: int

    def services(self) -> QuerySet[Service]:
        """Whose times it may change, among those of the organisation."""
        return Service.objects.of(self.organisation_id)

    def locations(self) -> QuerySet[Location]:
        """Where it may change anything."""
        return Location.objects.of(self.organisation_id)

    def on_service(self, service: Service) -> Service:
        """The service as it would be; the same object where it stays as it is."""
        return service

    def on_facts(self, known: availability.ResourceFacts, location: Location) -> availability.ResourceFacts:
        """What would be known of a resource at the location."""
        return known

    def outside(self, now: datetime) -> list[Booking]:
        """Live bookings to come that the rules allow today and would not allow afterwards, by start."""
        raise NotImplementedError


@dataclass(frozen=True)
class RuleChange(Change):
    """A rule is replaced by another: ``stored`` by ``wanted``, two values of one shape.

    ``what`` is the name that history and disruptions have for it.
    """

    what: ClassVar[str]

    @property
    def wanted(self) -> object:
        raise NotImplementedError

    def stored(self) -> object:
        """The rule as it is now, read from the tables."""
        raise NotImplementedError


def digest(stored: object) -> str:
    """Of a rule, for the page that shows it: what somebody else changed meanwhile is not overwritten."""
    return hashlib.sha256(repr(stored).encode()).hexdigest()[:32]


def active_services(change: Change) -> list[Service]:
    """The services it concerns, with all that they need. Three queries."""
    candidates = Candidate.objects.of(change.organisation_id).select_related("resource")
    rows = change.services().filter(is_active=True).select_related("organisation")
    return list(rows.prefetch_related(Prefetch("requirements__candidates", candidates)).distinct())


def coming(organisation_id: int, now: datetime) -> QuerySet[Allocation]:
    """The rows of live bookings that have not started, wishes included; nobody waits for a blocked time."""
    begins_later = Q(is_wish=False, booking__starts_at__gt=now) | Q(
        is_wish=True, booking__wished_starts_at__gt=now
    )
    rows = Allocation.objects.of(organisation_id).filter(begins_later, live=True, booking__status__in=LIVE)
    return rows.exclude(booking__service=None, booking__customer=None).select_related("booking")


def bookings_of(organisation_id: int, rows: Iterable[Allocation]) -> list[Booking]:
    """The bookings of these rows, each once, by start. One query."""
    found = Booking.objects.of(organisation_id).filter(pk__in={row.booking_id for row in rows})
    return list(found.select_related("service", "location").order_by("starts_at", "pk"))
