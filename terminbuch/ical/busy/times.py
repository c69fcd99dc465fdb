"""Dates, times, durations and periods (RFC 5545, section 3.3). Each raises ValueError on what is none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from .lines import Line
from .zones import Zones

TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII | re.IGNORECASE)
DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?", re.ASCII
)

type Moment = date | datetime
"""A date is a whole day; a time without a zone is one on the owner's wall."""


class Length(NamedTuple):
    """Days are counted on the calendar, the rest by the clock's hands (RFC 5545, section 3.3.6)."""

    days: int
    exact: timedelta


def moments(line: Line, zones: Zones) -> list[Moment]:
    return [moment(text, line, zones) for text in line.value.split(",") if text]


def moment(text: str, line: Line, zones: Zones) -> Moment:
    found = TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{line.name} is no time")
    year, month, day, hour, minute, second, utc = found.groups()
    on = date(int(year), int(month), int(day))
    if hour is None or line.parameters.get("VALUE", "").upper() == "DATE":
        return on
    at = time(int(hour), int(minute), min(int(second), 59))  # a leap second is none of ours
    return datetime.combine(on, at, _zone(line, zones, is_utc=bool(utc)))


def _zone(line: Line, zones: Zones, *, is_utc: bool) -> tzinfo | None:
    if is_utc:
        return UTC
    tzid = line.parameters.get("TZID")
    return zones.of(tzid) if tzid else None


def length(text: str) -> Length:
    found = DURATION.fullmatch(text.strip().upper())
    if found is None or text.strip()[-1:].upper() in ("P", "T"):
        raise ValueError("DURATION is no duration")
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    if found[1] == "-":
        return Length(0, timedelta(0))  # it ends before it begins, so it takes no time (B6)
    return Length(weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))


def period(text: str, line: Line, zones: Zones) -> tuple[Moment, Moment | Length]:
    """START/END or START/DURATION."""
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"{line.name} is no period")
    is_long = end.strip()[:1].upper() in ("P", "+", "-")
    return moment(start, line, zones), length(end) if is_long else moment(end, line, zones)


def wall(at: Moment, zone: tzinfo) -> datetime:
    """What a clock in ``zone`` shows then, without a zone; a date is its midnight."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time())
    return at.replace(tzinfo=None) if at.tzinfo in (None, zone) else _moved(at, zone).replace(tzinfo=None)


def instant(at: Moment, zone: tzinfo) -> datetime:
    """In UTC; a date, and a time without a zone, are read in ``zone``.

    Of two such moments it is the earlier; a time the clocks skip is read with the offset before the jump
    (RFC 5545, section 3.3.5).
    """
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return _moved(at.replace(tzinfo=zone) if at.tzinfo is None else at, UTC)


def _moved(at: datetime, zone: tzinfo) -> datetime:
    """``astimezone``, at the ends of the calendar as well: "until 9999" is a common way to say for ever."""
    try:
        return at.astimezone(zone)
    except OverflowError:
        if at.year < 5000:
            return datetime.min.replace(tzinfo=zone)
        return datetime.max.replace(tzinfo=zone, microsecond=0)


def end_instant(start: Moment, end: Moment, zone: tzinfo) -> datetime:
    """In UTC, never before the start: an end before it means that it takes no time (B6).

    Where the clocks skip the start, the end may come before it although the clock shows a later time: then it
    lasts as long as the clock says.
    """
    starts_at, ends_at = instant(start, zone), instant(end, zone)
    if ends_at <= starts_at:
        on_wall = wall(end, zone) - wall(start, zone)
        return starts_at + max(on_wall, timedelta(0))
    return ends_at


def later(start: Moment, by: Length, zone: tzinfo) -> Moment:
    """``start`` plus ``by``: a date stays one as long as whole days are added. Raises OverflowError."""
    if not isinstance(start, datetime) and not by.exact:
        return start + timedelta(days=by.days)
    at = start if isinstance(start, datetime) else datetime.combine(start, time())
    at += timedelta(days=by.days)
    return instant(at, zone) + by.exact if by.exact else at
