"""A booking that could not be written into its calendar: somebody is asked to look after it, until it is."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from terminbuch.models import Delivery, Task


def ask_for_attention(write: Delivery, *, now: datetime) -> None:
    """Unless somebody is asked already."""
    if not _open(write).exists():
        Task.objects.create(
            organisation_id=write.organisation_id,
            kind=Task.Kind.NOT_IN_CALENDAR,
            booking_id=write.booking_id,
            delivery=write,
            created_at=now,
        )


def no_longer_needed(write: Delivery, *, now: datetime) -> None:
    """It arrived after all."""
    _open(write).update(done_at=now)


def _open(write: Delivery) -> QuerySet[Task]:
    rows = Task.objects.of(write.organisation_id).filter(kind=Task.Kind.NOT_IN_CALENDAR, done_at=None)
    return rows.filter(booking=write.booking_id, delivery__calendar=write.calendar_id)
