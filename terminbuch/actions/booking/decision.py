"""The task to decide: it comes with a request or a wish, and goes with the answer."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from terminbuch.models import Booking, Task

from ..asking import Actor


def open_decision(booking: Booking, *, now: datetime) -> None:
    """Ask staff to decide, unless they are asked already."""
    if not _open(booking).exists():
        Task.objects.create(
            organisation_id=booking.organisation_id, kind=Task.Kind.DECIDE, booking=booking, created_at=now
        )


def close_decision(booking: Booking, *, by: Actor, now: datetime) -> None:
    """Nothing is left to decide."""
    _open(booking).update(done_at=now, done_by=by.member)


def _open(booking: Booking) -> QuerySet[Task]:
    rows = Task.objects.of(booking.organisation_id).filter(booking=booking, kind=Task.Kind.DECIDE)
    return rows.filter(done_at__isnull=True)
