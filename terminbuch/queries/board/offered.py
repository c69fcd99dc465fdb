"""The times that are kept for a customer, as the customer and the board see them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Prefetch

from terminbuch.models import Allocation, Booking, Hold

from ..affected import is_offered
from .cards import Held


def offers_for(booking: Booking, *, now: datetime) -> list[Held]:
    """What may be taken now, by start. Two queries."""
    rows = Hold.objects.of(booking.organisation_id).filter(is_offered(booking), deadline__gt=now)
    people = Allocation.objects.of(booking.organisation_id).select_related("resource").order_by("position")
    holds = rows.prefetch_related(Prefetch("allocations", people)).order_by("starts_at", "pk")
    return [held(hold) for hold in holds]


def held(hold: Hold) -> Held:
    """Prefetch allocations and their resources."""
    people = tuple(row.resource for row in hold.allocations.all())
    return Held(hold.uid, hold.starts_at, hold.ends_at, people, hold.deadline)
