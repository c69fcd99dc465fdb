"""Open conflicts are looked through each minute: a booking that was moved or cancelled has settled some."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Conflict
from terminbuch.queries.conflicts import standing

from ..deed import deed
from ..locking import lock_resources
from .conflicts import end_settled


def settle_all(now: datetime) -> None:
    """Idle, it only reads: one query, and one more for each business with an open case."""
    rows = Conflict.objects.everywhere().filter(ended_at__isnull=True).order_by("organisation_id")
    for organisation_id in rows.values_list("organisation_id", flat=True).distinct():
        over = rows.filter(organisation_id=organisation_id).exclude(standing(organisation_id, now=now))
        for resource_id in set(over.values_list("resource_id", flat=True)):
            settle(organisation_id, resource_id, now=now)


@deed
def settle(organisation_id: int, resource_id: int, *, now: datetime) -> None:
    lock_resources(organisation_id, [resource_id])
    end_settled(organisation_id, resource_id, now=now)
