"""How far an outside calendar can be relied on: what pages, health checks and the watchdog say of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from terminbuch.models import CalendarConnection, OutsideCalendar

type Reliance = Literal["ok", "new", "stale", "error", "unused"]
"""Read in time; not read yet; the last read is too long ago; it cannot be read; nobody needs to know it."""
RED_AFTER = timedelta(minutes=15)


def reliance(calendar: OutsideCalendar, now: datetime) -> Reliance:
    """Needs its connection."""
    if not (calendar.blocks or calendar.receives):
        return "unused"
    if is_red(calendar, now):
        return "error"
    if calendar.last_good_at is None:
        return "new"
    return "stale" if now - calendar.last_good_at >= RED_AFTER else "ok"


def is_red(calendar: OutsideCalendar, now: datetime) -> bool:
    """Needed, in trouble, and without a good read for a quarter of an hour (equality included)."""
    if not (calendar.blocks or calendar.receives):
        return False
    since = _unread_since(calendar)
    return since is not None and now - since >= RED_AFTER


def _unread_since(calendar: OutsideCalendar) -> datetime | None:
    """None while nothing is wrong: an old copy that nobody tried to renew is a matter of the worker."""
    if calendar.failing_since is not None:
        return calendar.last_good_at or calendar.failing_since
    if calendar.connection.state == CalendarConnection.State.SIGNED_OUT:
        return calendar.last_good_at or calendar.next_read_at or calendar.connection.created_at
    return None
