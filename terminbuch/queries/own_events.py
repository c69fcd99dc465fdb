"""Which events of an outside calendar are of our own bookings, and which of these stand at their time."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db.models import Q

from terminbuch.ical.seen import SeenEvent
from terminbuch.models import Booking, CalendarEntry, OutsideCalendar

from .entries import wanted_times

NOTHING: Collection[str] = frozenset()
NOBODY = uuid.UUID(int=0)
MANY = 500  # names: then all entries of the calendar are read instead


@dataclass(frozen=True, slots=True)
class Own:
    """An event of one of our bookings. ``entry`` is the row by which we know it in this calendar; None of one
    that somebody else has put there, such as a mail program an invitation of ours, or that is seen a second
    time. ``is_in_place``: it says when the booking is, as we wrote it or are to write it.
    """

    event: SeenEvent
    booking: Booking
    entry: CalendarEntry | None
    is_in_place: bool


def blocking(calendar: OutsideCalendar, events: Iterable[SeenEvent]) -> list[SeenEvent]:
    """Without those of our bookings that are in their place; what somebody moved blocks.

    Two or three queries, and one more for each entry that was moved.
    """
    seen = list(events)
    own = recognised(calendar, seen)
    return [event for event in seen if event.remote_id not in own or not own[event.remote_id].is_in_place]


def recognised(
    calendar: OutsideCalendar,
    events: Iterable[SeenEvent],
    *,
    gone: Collection[str] = NOTHING,
    is_full: bool = False,
) -> dict[str, Own]:
    """Those of our bookings, by what the calendar calls them. ``gone`` no longer stands there under that
    name; ``is_full``: neither does what is not among the events.

    A marker or a UID makes an entry of an event only while the entry does not stand under its own name.
    Whatever else bears them is ours at the booking's time, and at every other time a copy, which is foreign.
    """
    seen = list(events)
    entries = _entries(calendar, seen) if seen else []
    by_name = {entry.remote_id: entry for entry in entries if entry.remote_id}
    found = {event.remote_id: by_name[event.remote_id] for event in seen if event.remote_id in by_name}
    standing = {entry.pk for entry in found.values()}
    homeless = {
        entry.booking.uid: entry
        for entry in entries
        if entry.pk not in standing and (is_full or not _stands(entry, gone))
    }
    marked = [each for each in seen if each.remote_id not in found and _booking(each) in homeless]
    for event in sorted(marked, key=lambda each: not _is_as_written(each, homeless[_booking(each)])):
        if _booking(event) in homeless:
            found[event.remote_id] = homeless.pop(_booking(event))
    entered = [(each, found[each.remote_id]) for each in seen if each.remote_id in found]
    own = {
        each.remote_id: Own(each, entry.booking, entry, _is_in_place(each, entry, calendar))
        for each, entry in entered
    }
    return own | _echoes(calendar, [each for each in seen if each.remote_id not in own])


def _echoes(calendar: OutsideCalendar, events: list[SeenEvent]) -> dict[str, Own]:
    """What bears the UID of a booking and stands at its time; of a cancelled one, at the time it had."""
    named = [(each, _booking(each)) for each in events if each.starts_at and _booking(each) != NOBODY]
    bookings: dict[uuid.UUID, Booking] = {}
    for part in batched({name for _each, name in named}, MANY):
        rows = Booking.objects.of(calendar.organisation_id).filter(uid__in=part)
        bookings |= {row.uid: row for row in rows.prefetch_related("calendar_entries")}
    ours = [(each, bookings[name]) for each, name in named if name in bookings]
    return {
        each.remote_id: Own(each, booking, None, is_in_place=True)
        for each, booking in ours
        if (each.starts_at, each.ends_at) in _times(booking)
    }


def _times(booking: Booking) -> set[tuple[datetime | None, datetime | None]]:
    written = {(entry.starts_at, entry.ends_at) for entry in booking.calendar_entries.all()}
    return written | {(booking.starts_at, booking.ends_at)}


def _entries(calendar: OutsideCalendar, events: list[SeenEvent]) -> list[CalendarEntry]:
    rows = CalendarEntry.objects.of(calendar.organisation_id).filter(calendar=calendar)
    if len(events) <= MANY:
        names = [event.remote_id for event in events]
        rows = rows.filter(Q(remote_id__in=names) | Q(booking__uid__in={_booking(each) for each in events}))
    return list(rows.select_related("booking"))


def _booking(event: SeenEvent) -> uuid.UUID:
    """Of which booking it may be, by what stands in it; of none it is a name that nothing has."""
    for text in (event.marker, event.uid):
        try:
            return uuid.UUID(text)
        except ValueError:
            continue
    return NOBODY


def _stands(entry: CalendarEntry, gone: Collection[str]) -> bool:
    return entry.is_there and entry.missing_since is None and entry.remote_id not in gone


def _is_as_written(event: SeenEvent, entry: CalendarEntry) -> bool:
    if event.starts_at is None:
        return False
    return (event.starts_at, event.ends_at) == (entry.starts_at, entry.ends_at)


def _is_in_place(event: SeenEvent, entry: CalendarEntry, calendar: OutsideCalendar) -> bool:
    if _is_as_written(event, entry):
        return True
    return (event.starts_at, event.ends_at) == wanted_times(entry.booking, calendar)
