"""An absence of a resource, or a location that is closed, before it is entered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from terminbuch import availability
from terminbuch.models import Absence, Booking, Location, Service
from terminbuch.queries import affected
from terminbuch.queries.taken import FOREVER

from .change import Change


@dataclass(frozen=True)
class AbsenceChange(Change):
    """A resource is away or a location closed, without an end until further notice.

    ``instead_of`` is an absence that is shortened or lengthened by it; without ``starts_at`` that one is
    withdrawn.
    """

    resource_id: int | None
    location_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    instead_of: Absence | None = None

    def services(self) -> QuerySet[Service]:
        rows = super().services()
        if self.resource_id is None:
            return rows
        return rows.filter(requirements__candidates__resource_id=self.resource_id)

    def locations(self) -> QuerySet[Location]:
        rows = super().locations()
        return rows if self.location_id is None else rows.filter(pk=self.location_id)

    def on_facts(self, known: availability.ResourceFacts, location: Location) -> availability.ResourceFacts:
        is_meant = known.key == self.resource_id or location.pk == self.location_id
        if not is_meant:
            return known
        taken = list(known.taken)
        for old in _away(self.instead_of):
            if old in taken:
                taken.remove(old)
        return replace(known, taken=(*taken, *_away(self)))

    def outside(self, now: datetime) -> list[Booking]:
        """Whom it would hit, those left out whom the old one hits already."""
        hit_before = {booking.pk for booking in _hit(self.organisation_id, self.instead_of, now)}
        return [row for row in _hit(self.organisation_id, self, now) if row.pk not in hit_before]


def _hit(organisation_id: int, absence: AbsenceChange | Absence | None, now: datetime) -> list[Booking]:
    if absence is None or absence.starts_at is None:
        return []
    return affected.bookings(
        organisation_id,
        resource_id=absence.resource_id,
        location_id=absence.location_id,
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
        now=now,
    )


def _away(absence: AbsenceChange | Absence | None) -> list[availability.Taken]:
    if absence is None or absence.starts_at is None:
        return []
    return [availability.Taken(availability.Span(absence.starts_at, absence.ends_at or FOREVER), "absence")]
