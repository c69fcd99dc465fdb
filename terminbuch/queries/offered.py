"""The times that are kept for a customer instead of one that cannot be."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Case, Hold


def offered_until(booking: Booking, *, now: datetime) -> datetime | None:
    """Until when something is kept; None where nothing is. One query."""
    rows = Hold.objects.of(booking.organisation_id).filter(booking=booking, deadline__gt=now)
    return rows.order_by("deadline").values_list("deadline", flat=True).first()


def last_case(booking: Booking) -> Case | None:
    """The case that was opened last for it, whatever became of it. One query."""
    rows = Case.objects.of(booking.organisation_id).filter(booking=booking)
    return rows.select_related("disruption__absence").order_by("-pk").first()
