"""A calendar that turned out to be other than its copy is read at the next opportunity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from terminbuch.models import OutsideCalendar

from ..deed import deed


@deed
def read_soon(calendar_ids: Iterable[int], *, organisation_id: int, now: datetime) -> None:
    hurry(calendar_ids, organisation_id, now=now)


def hurry(calendar_ids: Iterable[int], organisation_id: int, *, now: datetime) -> None:
    """The step of a deed."""
    rows = OutsideCalendar.objects.of(organisation_id).filter(pk__in=list(calendar_ids))
    rows.filter(Q(next_read_at__isnull=True) | Q(next_read_at__gt=now)).update(next_read_at=now)
