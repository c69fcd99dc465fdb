"""What was read takes the place of what was known, row by row: the step of a deed that holds the resource."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from terminbuch.ical.seen import Reading, SeenEvent, SeenSpan
from terminbuch.models import BusyTime, OutsideCalendar, OutsideEvent

from .own import Noticed

A_FEW, A_FEW_LINES = 500, 20
type Taken = tuple[datetime, datetime, str, bool]
"""From, until, how it shows, and whether it blocks."""
type Known = Mapping[int, Mapping[Taken, int]]
"""By event what it takes, with the row."""


def swap(calendar: OutsideCalendar, reading: Reading, noticed: Noticed) -> frozenset[str]:
    """The names of the events that take other time than before; what stayed the same is not written."""
    seen = {event.remote_id: event for event in reading.events if _matters(event, noticed)}
    known = _known(calendar, reading)
    gone = known.keys() - seen.keys()
    _delete(calendar, [known[name].pk for name in gone])
    rows = {name: _row(calendar, name, event, known.get(name), noticed) for name, event in seen.items()}
    _write(calendar, rows, known)
    was = _taken(calendar, [row.pk for name, row in rows.items() if name in known])
    to = {
        row.pk: _taken_by(calendar, row, seen[name], noticed, was.get(row.pk, {}))
        for name, row in rows.items()
    }
    changed = {name for name, row in rows.items() if to[row.pk] != was.get(row.pk, {}).keys()}
    _take(calendar, {rows[name].pk for name in changed}, was, to)
    return frozenset(changed | gone)


def storable(reading: Reading) -> Reading:
    """No column takes every length, and no database every character."""
    events = tuple(
        replace(event, remote_id=named(event.remote_id), etag=_short(event.etag), uid=_short(event.uid))
        for event in reading.events
    )
    skipped = tuple(map(_short, reading.skipped[:A_FEW_LINES]))
    return replace(reading, events=events, gone=frozenset(map(named, reading.gone)), skipped=skipped)


def named(remote_id: str) -> str:
    """What is too long still has one name."""
    if len(remote_id) > 1024 or "\0" in remote_id:
        return f"sha256:{hashlib.sha256(remote_id.encode()).hexdigest()}"
    return remote_id


def _matters(event: SeenEvent, noticed: Noticed) -> bool:
    """What takes no time and is not ours need not be known."""
    takes_time = event.spans or event.is_partial
    return bool(takes_time or event.marker or event.remote_id in noticed.bookings)


def _short(text: str) -> str:
    return text.replace("\0", "")[:400]


def _known(calendar: OutsideCalendar, reading: Reading) -> dict[str, OutsideEvent]:
    """Of a full answer every event that is known, of changes those that they name."""
    rows = _events(calendar)
    if reading.is_full:
        return {row.remote_id: row for row in rows}
    touched = {event.remote_id for event in reading.events} | reading.gone
    found = [row for part in _parts(list(touched)) for row in rows.filter(remote_id__in=part)]
    return {row.remote_id: row for row in found}


def _row(
    calendar: OutsideCalendar, name: str, event: SeenEvent, known: OutsideEvent | None, noticed: Noticed
) -> OutsideEvent:
    """The event as it is to be stored; of one that does not count, another time counts again."""
    times = (event.starts_at, event.ends_at)
    return OutsideEvent(
        pk=known.pk if known else None,
        organisation_id=calendar.organisation_id,
        calendar=calendar,
        remote_id=name,
        etag=event.etag,
        uid=event.uid,
        booking_id=noticed.bookings.get(event.remote_id),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        is_ignored=bool(known and known.is_ignored and times == (known.starts_at, known.ends_at)),
    )


COLUMNS = ("etag", "uid", "booking_id", "starts_at", "ends_at", "is_ignored")


def _write(
    calendar: OutsideCalendar, rows: Mapping[str, OutsideEvent], known: Mapping[str, OutsideEvent]
) -> None:
    other = [row for name, row in rows.items() if name in known and _columns(row) != _columns(known[name])]
    names = [name.removesuffix("_id") for name in COLUMNS]
    _events(calendar).bulk_update(other, names, batch_size=100)
    OutsideEvent.objects.bulk_create(
        [row for name, row in rows.items() if name not in known], batch_size=A_FEW
    )


def _columns(row: OutsideEvent) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)


def _taken(calendar: OutsideCalendar, events: list[int]) -> Known:
    rows = BusyTime.objects.of(calendar.organisation_id).filter(calendar=calendar)
    parts = [rows.filter(event__in=part) for part in _parts(events)] if len(events) <= A_FEW else [rows]
    columns = ("pk", "event_id", "starts_at", "ends_at", "shows_as", "blocks")
    found: dict[int, dict[Taken, int]] = defaultdict(dict)
    for part in parts:
        for key, event, starts_at, ends_at, shows_as, blocks in part.values_list(*columns):
            found[event][starts_at, ends_at, shows_as, blocks] = key
    return found


def _taken_by(
    calendar: OutsideCalendar,
    row: OutsideEvent,
    event: SeenEvent,
    noticed: Noticed,
    was: Iterable[Taken],
) -> frozenset[Taken]:
    """Nothing where it is our own entry and stands where we wrote it.

    What can no longer be read of an event goes on blocking as it ``was`` read last (I9).
    """
    if event.remote_id in noticed.silent:
        return frozenset()
    found = frozenset(
        (span.starts_at, span.ends_at, span.shows_as, _blocks(calendar, row, span)) for span in event.spans
    )
    return found.union(was) if event.is_partial else found


def _blocks(calendar: OutsideCalendar, row: OutsideEvent, span: SeenSpan) -> bool:
    """Our own entry does at whatever time it stands: somebody means to be there."""
    if row.booking_id is not None:
        return True
    return not row.is_ignored and (calendar.tentative_blocks or span.shows_as != "tentative")


def _take(
    calendar: OutsideCalendar, events: Iterable[int], was: Known, to: Mapping[int, frozenset[Taken]]
) -> None:
    """Of a long series only what is other: each night it loses a day and gains one."""
    gone = [key for event in events for span, key in was.get(event, {}).items() if span not in to[event]]
    for part in _parts(gone):
        BusyTime.objects.of(calendar.organisation_id).filter(pk__in=part).delete()
    fresh = [
        BusyTime(
            organisation_id=calendar.organisation_id,
            calendar=calendar,
            event_id=event,
            resource_id=calendar.resource_id,
            starts_at=starts_at,
            ends_at=ends_at,
            shows_as=shows_as,
            blocks=blocks,
        )
        for event in events
        for starts_at, ends_at, shows_as, blocks in sorted(to[event] - was.get(event, {}).keys())
    ]
    BusyTime.objects.bulk_create(fresh, batch_size=A_FEW)


def _delete(calendar: OutsideCalendar, events: list[int]) -> None:
    for part in _parts(events):
        _events(calendar).filter(pk__in=part).delete()


def _events(calendar: OutsideCalendar) -> QuerySet[OutsideEvent]:
    return OutsideEvent.objects.of(calendar.organisation_id).filter(calendar=calendar)


def _parts[Value](values: list[Value]) -> Iterable[list[Value]]:
    """Databases take so many values in a question."""
    return (values[first : first + A_FEW] for first in range(0, len(values), A_FEW))
