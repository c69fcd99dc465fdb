"""What would be lost with a row: then it stays."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    Candidate,
    Hold,
    Location,
    Resource,
    ScheduleException,
    WeeklyHours,
)

from .refusals import StillUsed

IN_PLACES = ((WeeklyHours, "schedule__"), (ScheduleException, "schedule__"))
OF_A_LOCATION = (*IN_PLACES, (Absence, ""), (Booking, ""), (Hold, ""))
OF_A_RESOURCE = (*IN_PLACES, (Absence, ""), (Allocation, ""), (Candidate, ""))


class LastLocation(StillUsed):
    sentence = _("This is the only location. A business needs at least one.")


def refuse_used(row: Any) -> None:
    """Raises StillUsed for a place or a resource that hours, absences, bookings or services name."""
    if isinstance(row, Location):
        if Location.objects.of(row.organisation_id).count() == 1:
            raise LastLocation
        _refuse_named(row, "location", OF_A_LOCATION)
    if isinstance(row, Resource):
        _refuse_named(row, "resource", OF_A_RESOURCE)


def _refuse_named(row: Any, name: str, tables: Any) -> None:
    for table, way in tables:
        if table.objects.of(row.organisation_id).filter(**{f"{way}{name}": row}).exists():
            raise StillUsed
