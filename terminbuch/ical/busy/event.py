from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from .parts import Part
from .times import Length, Moment, end_instant, instant, later, length, moment
from .zones import Zones

REPEATING = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")


@dataclass(frozen=True, slots=True)
class Event:
    """A VEVENT whose times could be read. ``zone`` is that of its start, or the owner's."""

    part: Part
    start: Moment
    end: Moment
    length: Length | None
    recurrence_id: Moment | None
    zone: tzinfo
    owner: tzinfo

    @property
    def is_all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def is_single(self) -> bool:
        return not any(name in self.part.lines for name in REPEATING)

    @property
    def is_exception(self) -> bool:
        return self.recurrence_id is not None

    @property
    def changes_the_rest(self) -> bool:
        """Not only one of its series, but all that follow as well."""
        line = self.part.first("RECURRENCE-ID")
        return line is not None and line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"

    @property
    def starts_at(self) -> datetime:
        return instant(self.start, self.owner)

    @property
    def ends_at(self) -> datetime:
        """Never before the start."""
        return end_instant(self.start, self.end, self.owner)

    @property
    def sequence(self) -> int:
        line = self.part.first("SEQUENCE")
        return int(line.value) if line and line.value.isdecimal() and len(line.value) < 10 else 0


def newest(events: Sequence[Event]) -> list[Event]:
    """Of those that are no exceptions the ones with the highest SEQUENCE (B10)."""
    highest = max((one.sequence for one in events), default=0)
    return [one for one in events if one.sequence == highest]


def event(part: Part, zones: Zones) -> Event:
    """Raises ValueError and OverflowError where it has no times that make sense."""
    line = part.first("DTSTART")
    if line is None:
        raise ValueError("DTSTART is missing")
    start = moment(line.value, line, zones)
    zone = start.tzinfo if isinstance(start, datetime) and start.tzinfo else zones.owner
    given = part.first("DURATION")
    by = length(given.value) if given and not part.first("DTEND") else None
    return Event(part, start, _end(part, start, by, zone, zones), by, _named(part, zones), zone, zones.owner)


def _named(part: Part, zones: Zones) -> Moment | None:
    line = part.first("RECURRENCE-ID")
    return moment(line.value, line, zones) if line else None


def _end(part: Part, start: Moment, by: Length | None, zone: tzinfo, zones: Zones) -> Moment:
    whole_day = not isinstance(start, datetime)
    if line := part.first("DTEND"):
        end = moment(line.value, line, zones)
        # RFC 5545 wants it later; who writes it so means that day.
        return end + timedelta(days=1) if whole_day and end == start else end
    if by is not None:
        return later(start, by, zone)
    return start + timedelta(days=1) if whole_day else start
