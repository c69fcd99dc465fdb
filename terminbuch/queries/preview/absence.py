"""An absence of a resource, or a location that is closed, before it is entered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from terminbuch import availability
from terminbuch.models import Absence, Booking, Location, Service
from terminbuch.queries.taken import FOREVER

from .change import Change, bookings_of, coming


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
        """Whose occupied time, buffers included, it would touch, and the old one does not (W4, W5)."""
        if self.starts_at is None:
            return []
        rows = coming(self.organisation_id, now).filter(
            ends_at__gt=self.starts_at, starts_at__lt=self.ends_at or FOREVER
        )
        if self.resource_id is not None:
            rows = rows.filter(resource_id=self.resource_id)
        else:
            rows = rows.filter(booking__location_id=self.location_id)
        if self.instead_of is not None:
            old = self.instead_of
            rows = rows.exclude(ends_at__gt=old.starts_at, starts_at__lt=old.ends_at or FOREVER)
        return bookings_of(self.organisation_id, rows)


def _away(absence: AbsenceChange | Absence | None) -> list[availability.Taken]:
    if absence is None or absence.starts_at is None:
        return []
    return [availability.Taken(availability.Span(absence.starts_at, absence.ends_at or FOREVER), "absence")]
