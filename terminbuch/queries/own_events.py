"""Which events of an outside calendar are our own entries, and which of these stand where we wrote them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from terminbuch.ical.seen import SeenEvent
from terminbuch.models import CalendarEntry, OutsideCalendar

from .entries import wanted_times

NOTHING: Collection[str] = frozenset()
MANY = 500  # names: then all entries of the calendar are read instead


@dataclass(frozen=True, slots=True)
class Own:
    """One of our entries as it was seen. ``is_in_place``: it says what we wrote, or what we are to write."""

    event: SeenEvent
    entry: CalendarEntry
    is_in_place: bool


def blocking(calendar: OutsideCalendar, events: Iterable[SeenEvent]) -> list[SeenEvent]:
    """Without our own entries that stand in their place; what somebody moved blocks.

    One query, and one more for each entry that was moved.
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
    """Our own ones, by what the calendar calls them. ``gone`` no longer stands there under that name;
    ``is_full``: neither does what is not among the events.

    A marker or a UID counts only while the entry does not stand under its own name: a copy is foreign.
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
    ours = [(each, found[each.remote_id]) for each in seen if each.remote_id in found]
    return {each.remote_id: Own(each, entry, _is_in_place(each, entry, calendar)) for each, entry in ours}


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
    return uuid.UUID(int=0)


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
