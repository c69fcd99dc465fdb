"""The log: who did what, when and from where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from terminbuch.models import Booking, HistoryEntry

from .asking import Actor


def remember(booking: Booking, what: str, *, by: Actor, now: datetime, **facts: Any) -> HistoryEntry:
    written = entry(booking, what, by=by, now=now, **facts)
    written.save(force_insert=True)
    return written


def entry(booking: Booking, what: str, *, by: Actor, now: datetime, **facts: Any) -> HistoryEntry:
    """Not yet saved."""
    return HistoryEntry(
        organisation_id=booking.organisation_id,
        booking=booking,
        what=what,
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts=facts,
    )
