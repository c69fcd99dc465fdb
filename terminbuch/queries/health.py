"""Is the installation fit to give times away?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection

from terminbuch.models import Delivery, missing_allocation_guards

LATE = timedelta(minutes=10)
WANTED = {
    "sqlite": {"journal_mode": "wal", "synchronous": "2"},
    "postgresql": {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"},
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``is_fatal``: nothing may be booked while it is so."""

    code: str
    sentence: str
    is_trouble: bool = False
    is_fatal: bool = False


def is_ready() -> bool:
    """Whether the database answers and its guard is there."""
    try:
        return not missing_allocation_guards()
    except DatabaseError:
        return False


def findings(now: datetime) -> list[Finding]:
    """All that ``terminbuch check`` looks at, in plain words."""
    return [guard(), *durability(), _deliveries(now), _failed()]


def guard() -> Finding:
    missing = missing_allocation_guards()
    if missing:
        named = ", ".join(missing)
        return Finding("guard", f"the guard against double bookings is missing: {named}", True, True)
    return Finding("guard", "the guard against double bookings is in place")


def durability() -> list[Finding]:
    """Whether what is confirmed survives a power cut: kill -9 could not show that it would not."""
    return [_setting(name, wanted) for name, wanted in WANTED[connection.vendor].items()]


def _setting(name: str, wanted: str) -> Finding:
    question = f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}"
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = str(cursor.fetchone()[0]).lower()
    if found != wanted and not (name == "synchronous_commit" and found in {"remote_write", "remote_apply"}):
        return Finding(name, f"the database setting {name} is {found}; it must be {wanted}", True, True)
    return Finding(name, f"the database setting {name} is {found}")


def _deliveries(now: datetime) -> Finding:
    late = Delivery.objects.everywhere().filter(state=Delivery.State.DUE, due_at__lt=now - LATE).count()
    if late:
        return Finding("deliveries", f"{late} mails have been waiting for more than ten minutes", True)
    return Finding("deliveries", "no mail is late")


def _failed() -> Finding:
    failed = Delivery.objects.everywhere().filter(state=Delivery.State.FAILED).count()
    if failed:
        return Finding("failed", f"{failed} mails could not be sent; see the tasks", True)
    return Finding("failed", "no mail has failed")
