"""What takes a resource's time, in a question file."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ..facts import Sitting, Taken
from ..spans import Span
from ..zones import day_starts
from .fields import MOST_SEATS, Fields

NAMES = (
    *("source", "id", "start", "end", "all_day_from", "all_day_to", "zone"),
    *("state", "shows_as", "hold_expires", "buffer_before", "buffer_after", "same_service", "seats"),
)
_SOURCES = ("booking", "external", "hold", "absence")
_STATES = ("confirmed", "pending", "cancelled")
_SHOWN = ("busy", "tentative", "out-of-office", "free", "declined", "cancelled")
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)
_SHOWN_BLOCKING = ("busy", "tentative", "out-of-office")


@dataclass(frozen=True)
class Surroundings:
    """What must be known of the question to read what is busy.

    ``sitting`` names the sittings of the resource, together with their start.
    """

    now: datetime
    zone: ZoneInfo
    buffer_before: timedelta
    moved_booking: str | int | None
    sitting: Hashable


@dataclass(frozen=True)
class _Entry:
    """All fields of an entry of ``busy``. Each must fit, but counts only where it has a meaning."""

    source: str
    name: str | int | None
    span: Span
    state: str
    shows_as: str
    expires: datetime | None
    buffer_before: timedelta
    buffer_after: timedelta
    same_service: bool
    seats: int


def taken(fields: Fields, around: Surroundings) -> Taken | None:
    """An entry of ``busy``; ``None`` when it does not block (W5).

    Outside events and absences have no buffers (W4), and a hold's are in its span.
    """
    entry = _entry(fields, around)
    if not _blocks(entry, around):
        return None
    if entry.source == "booking":
        span = Span(
            _moved(entry.span.start, -entry.buffer_before), _moved(entry.span.end, entry.buffer_after)
        )
        return Taken(span, "booking", _sitting(entry, entry.span.start, around), entry.span)
    if entry.source == "hold":
        start = _moved(entry.span.start, around.buffer_before)
        return Taken(entry.span, "hold", _sitting(entry, start, around))
    return Taken(entry.span, "absence" if entry.source == "absence" else "external")


def _entry(fields: Fields, around: Surroundings) -> _Entry:
    source = fields.one_of("source", _SOURCES)
    return _Entry(
        source=source,
        name=fields.identity("id"),
        span=_span(fields, around, whole_days=source in ("external", "absence")),
        state=fields.one_of("state", _STATES, "confirmed"),
        shows_as=fields.one_of("shows_as", _SHOWN, "busy"),
        expires=fields.instant("hold_expires") if source == "hold" or fields.has("hold_expires") else None,
        buffer_before=fields.length("buffer_before", default=0),
        buffer_after=fields.length("buffer_after", default=0),
        same_service=fields.flag("same_service", default=False),
        seats=fields.number("seats", least=1, most=MOST_SEATS, default=1),
    )


def _span(fields: Fields, around: Surroundings, *, whole_days: bool) -> Span:
    """From ``start`` to ``end``, or from the first to the last (exclusive) midnight in the entry's zone."""
    zone = fields.zone("zone") if fields.has("zone") else around.zone
    if fields.has("all_day_from") and not whole_days:
        fields.refuse("all_day_from", "only outside events and absences last whole days")
    if not fields.has("all_day_from"):
        return _in_order(fields, "end", fields.instant("start"), fields.instant("end"))
    for name in ("start", "end"):
        if fields.has(name):
            fields.refuse(name, "does not go together with all_day_from")
    first, last = fields.date("all_day_from"), fields.date("all_day_to")
    if last <= first:
        fields.refuse("all_day_to", "must lie after all_day_from")
    return Span(day_starts(first, zone), day_starts(last, zone))


def _in_order(fields: Fields, name: str, start: datetime, end: datetime) -> Span:
    if end <= start:
        fields.refuse(name, "must lie after the start")
    return Span(start, end)


def _blocks(entry: _Entry, around: Surroundings) -> bool:
    match entry.source:
        case "booking":
            is_moved = entry.name is not None and entry.name == around.moved_booking
            return entry.state != "cancelled" and not is_moved
        case "hold":
            return entry.expires is not None and entry.expires > around.now
        case "external":
            return entry.shows_as in _SHOWN_BLOCKING
        case _:
            return True


def _sitting(entry: _Entry, start: datetime, around: Surroundings) -> Sitting | None:
    return Sitting(around.sitting, start, entry.seats) if entry.same_service else None


def _moved(instant: datetime, by: timedelta) -> datetime:
    """An instant some minutes away, within the calendar."""
    try:
        return instant + by
    except OverflowError:
        return _EARLIEST if by < timedelta(0) else _LATEST
