"""Bookings follow what people did with their entries in the calendar, as far as its setting says so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from terminbuch.actions.asking import CALENDAR
from terminbuch.actions.booking import cancel
from terminbuch.actions.outside import following
from terminbuch.actions.refusals import ChangedMeanwhile, Refusal
from terminbuch.models import CalendarEntry

from .booking import edit

log = logging.getLogger("terminbuch.calendars")


def follow_due(now: datetime) -> None:
    """What cannot be followed by the rules becomes a question for people. Idle it only reads, once."""
    for entry in following.due(now):
        try:
            _follow(entry, now=now)
        except Exception:  # one entry that cannot be followed must not keep back all others
            log.exception("entry %s", entry.pk)


def _follow(entry: CalendarEntry, *, now: datetime) -> None:
    match following.step(entry, now=now):
        case "wait":
            return
        case "settle":
            following.settle(entry.pk, now=now)
        case "elsewhere":
            following.stay_elsewhere(entry.pk, now=now)
        case "put_back":
            following.write_again(entry.pk, now=now)
        case "ask":
            following.ask(entry.pk, now=now)
        case "move" | "cancel" as what:
            _follow_or_ask(entry, _move if what == "move" else _cancel, now=now)


def _follow_or_ask(entry: CalendarEntry, follow: Callable[..., bool], *, now: datetime) -> None:
    """Whoever changed the booking meanwhile is not overruled: the next turn looks again."""
    try:
        is_done = follow(entry, now=now)
    except ChangedMeanwhile:
        return
    except Refusal:
        is_done = False
    if not is_done:
        following.ask(entry.pk, now=now)


def _move(entry: CalendarEntry, *, now: datetime) -> bool:
    request = following.as_seen(entry, now=now)
    if request is None:
        return False
    edit(entry.booking_id, request, version=entry.booking.version, by=CALENDAR, now=now)
    return True


def _cancel(entry: CalendarEntry, *, now: datetime) -> bool:
    cancel(entry.booking_id, by=CALENDAR, now=now, version=entry.booking.version)
    return True
