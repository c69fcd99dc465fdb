"""What people did in the calendar with our own entries: steps of the deeds that keep what was read.

An entry that was moved or has gone is noted here, and followed later as the calendar's setting says; too much
at once is not followed before somebody has said so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from terminbuch.ical.seen import Reading, SeenEvent
from terminbuch.models import CalendarEntry, Conflict, Delivery, OutsideCalendar
from terminbuch.queries.own_events import Own, recognised

from ..calendar_writes import WRITE, promise_again
from .conflicts import open_own

# A move to another calendar looks like a deletion until the other calendar is read.
GRACE = timedelta(minutes=10)
A_FEW, SOME, SHARE = 5, 3, 5  # more than five at once; of three and more also more than one in five


@dataclass(slots=True)
class Noticed:
    """``bookings`` are our own events by what the calendar calls them; ``silent`` those that stand where we
    wrote them, which are nobody's busy time. ``changed``: people did something with ours, or took it back.
    ``read_again``: a write of ours and this read have crossed, and only comparing everything tells.
    """

    bookings: dict[str, int] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    changed: bool = False
    read_again: bool = False


def notice(calendar: OutsideCalendar, reading: Reading, *, now: datetime) -> Noticed:
    """Under the lock of the resource. Three queries where nothing was done with ours."""
    noticed = Noticed()
    if not (reading.events or reading.gone or reading.is_full):
        return noticed
    own = recognised(calendar, reading.events, gone=reading.gone, is_full=reading.is_full)
    coming = _coming(calendar, now)
    writing = _being_written(calendar)
    for name, each in own.items():
        noticed.bookings[name] = each.booking.pk
        if each.is_in_place:
            noticed.silent.add(name)
        if each.entry is not None:
            is_still = each.booking.pk not in writing
            _meet(each, each.entry, reading, noticed, is_still=is_still, now=now)
    there = {each.entry.pk for each in own.values() if each.entry is not None}
    for entry in coming.values():
        if entry.pk not in there and _has_gone(entry, reading):
            _miss(entry, noticed, now=now)
    _stop_if_many(calendar, noticed, now=now)
    return noticed


def _coming(calendar: OutsideCalendar, now: datetime) -> dict[int, CalendarEntry]:
    """What stands there for bookings that are not over."""
    rows = CalendarEntry.objects.of(calendar.organisation_id).filter(
        calendar=calendar, is_there=True, booking__ends_at__gt=now
    )
    return rows.select_related("booking").in_bulk()


def _being_written(calendar: OutsideCalendar) -> frozenset[int | None]:
    """Bookings that have changed since: the write decides, not what it overwrites."""
    rows = Delivery.objects.of(calendar.organisation_id).filter(
        calendar=calendar, kind=WRITE, state=Delivery.State.DUE
    )
    return frozenset(rows.values_list("booking_id", flat=True))


def _meet(
    own: Own, entry: CalendarEntry, reading: Reading, noticed: Noticed, *, is_still: bool, now: datetime
) -> None:
    """``is_still``: nothing is about to be written over it."""
    has_crossed = entry.written_at is not None and entry.written_at > reading.asked_at
    if has_crossed:
        noticed.read_again |= not own.is_in_place
    elif own.is_in_place and is_still:
        _stands(entry, own.event, noticed, now=now)
    elif is_still and entry.is_there and own.booking.is_live and own.booking.ends_at > now:
        _moved(entry, own.event, noticed, now=now)


def _stands(entry: CalendarEntry, event: SeenEvent, noticed: Noticed, *, now: datetime) -> None:
    """As it should; or it came back after it was taken away, from a calendar program that was late."""
    if not entry.is_there:
        if entry.remote_id:
            promise_again(entry.booking, entry.calendar, now=now)
        return
    noticed.changed |= entry.missing_since is not None or entry.moved_since is not None
    changes = {
        "remote_id": event.remote_id,
        "etag": event.etag,
        "missing_since": None,
        "moved_since": None,
        "seen_starts_at": None,
        "seen_ends_at": None,
        "follows": False,
    }
    _save(entry, changes)


def _moved(entry: CalendarEntry, event: SeenEvent, noticed: Noticed, *, now: datetime) -> None:
    """Also lengthened, or made into something without a time of its own."""
    seen = (event.starts_at, event.ends_at)
    if entry.moved_since is not None and seen == (entry.seen_starts_at, entry.seen_ends_at):
        return
    noticed.changed = True
    changes = {
        "remote_id": event.remote_id,
        "etag": event.etag,
        "missing_since": None,
        "moved_since": now,
        "seen_starts_at": event.starts_at,
        "seen_ends_at": event.ends_at,
        "follows": False,
    }
    _save(entry, changes)


def _save(entry: CalendarEntry, changes: Mapping[str, object]) -> None:
    """Only what is other than before: what stands as it stood costs nothing."""
    other = {column: value for column, value in changes.items() if getattr(entry, column) != value}
    for column, value in other.items():
        setattr(entry, column, value)
    if other:
        entry.save(update_fields=[*other])


def _has_gone(entry: CalendarEntry, reading: Reading) -> bool:
    """A read that was asked for before the last write knows nothing about it."""
    if entry.written_at is None or entry.written_at > reading.asked_at:
        return False
    if entry.remote_id in reading.gone:
        return True
    if not reading.is_full or entry.starts_at is None or entry.ends_at is None:
        return False
    return entry.starts_at < reading.ends_at and reading.starts_at < entry.ends_at


def _miss(entry: CalendarEntry, noticed: Noticed, *, now: datetime) -> None:
    if entry.missing_since is None:
        noticed.changed = True
        _save(entry, {"missing_since": now, "moved_since": None, "follows": False})


def _stop_if_many(calendar: OutsideCalendar, noticed: Noticed, *, now: datetime) -> None:
    """The calendar was emptied, or another account signed in: whatever happened, somebody says so first."""
    if not noticed.changed:
        return
    coming = _coming(calendar, now).values()
    since = now - GRACE
    gone = sum(each.missing_since is not None and each.missing_since > since for each in coming)
    moved = sum(each.moved_since is not None and each.moved_since > since for each in coming)
    if calendar.paused_at is None and not _is_many(gone + moved, of=len(coming)):
        return
    if calendar.paused_at is None:
        calendar.paused_at = now
        calendar.save(update_fields=["paused_at"])
    facts = {"gone": gone, "moved": moved, "standing": len(coming)}
    open_own(
        calendar, None, Conflict.Kind.MANY, remote_id="", starts_at=None, ends_at=None, facts=facts, now=now
    )


def _is_many(number: int, *, of: int) -> bool:
    return number > A_FEW or (number >= SOME and number * SHARE > of)


def go_on(calendar: OutsideCalendar, *, follow: bool, now: datetime) -> None:
    """Somebody has said so: each booking follows its entry, or each entry is written as its booking is."""
    calendar.paused_at = None
    calendar.save(update_fields=["paused_at"])
    rows = changed(calendar)
    if follow:
        rows.update(follows=True)
        return
    for entry in rows.select_related("booking", "calendar"):
        put_back(entry, now=now)


def changed(calendar: OutsideCalendar) -> QuerySet[CalendarEntry]:
    rows = CalendarEntry.objects.of(calendar.organisation_id).filter(calendar=calendar)
    return rows.filter(Q(missing_since__isnull=False) | Q(moved_since__isnull=False))


def put_back(entry: CalendarEntry, *, now: datetime) -> None:
    """The entry is to be again as its booking is, in the calendar that receives."""
    calendar = entry.calendar
    if entry.missing_since is not None:
        _save(entry, {"is_there": False, "missing_since": None, "follows": False})
    _save(entry, {"moved_since": None, "seen_starts_at": None, "seen_ends_at": None, "follows": False})
    if not calendar.receives:
        receiving = OutsideCalendar.objects.of(entry.organisation_id).filter(
            resource=calendar.resource_id, receives=True
        )
        calendar = receiving.first() or calendar
    promise_again(entry.booking, calendar, now=now)
