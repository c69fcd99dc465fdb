"""Whether what opened a case still hits its booking."""

from __future__ import annotations

from terminbuch.models import Absence, Booking, Case
from terminbuch.queries import affected


def is_hit(case: Case, booking: Booking) -> bool:
    """By an absence as it stands. A rule that changed hits a booking until it was moved: then no more."""
    absence = case.disruption.absence
    return absence is not None and hits(absence, booking)


def hits(absence: Absence, booking: Booking) -> bool:
    """Whether a row of the booking, a wish included, reaches into the absence."""
    if absence.withdrawn_at is not None:
        return False
    rows = affected.hit_rows(
        absence.organisation_id,
        resource_id=absence.resource_id,
        location_id=absence.location_id,
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
    )
    return rows.filter(booking_id=booking.pk).exists()
