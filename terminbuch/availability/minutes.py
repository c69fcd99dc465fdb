"""Minutes as whole numbers: UTC minutes are counted from 1970, wall minutes likewise.

A *wall minute* is what the clock on the wall reads, counted as if that were UTC:
wall minute = UTC minute + offset of the zone at that minute.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

DAY = 1440
_EPOCH = date(1970, 1, 1).toordinal()
_DAY_AFTER_FIRST = date.min.toordinal() + 1 - _EPOCH
_LAST_DAY = date.max.toordinal() - _EPOCH

# A day is kept at both ends of the calendar, so that no zone's clock leaves the years 1 to 9999.
FIRST_MINUTE = _DAY_AFTER_FIRST * DAY
LAST_MINUTE = _LAST_DAY * DAY

_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC)
_MINUTES = tuple(timedelta(minutes=minute) for minute in range(DAY))


def in_utc(instant: datetime) -> datetime:
    """The same moment in UTC; beyond the calendar its first or last moment.

    Two times in the same other zone are compared by their wall clocks in Python, so moments
    are turned into UTC where they come in. Raises ValueError for a naive time.
    """
    if instant.tzinfo is UTC:
        return instant
    if instant.tzinfo is None:
        raise ValueError("a moment must be aware")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return _FIRST_MOMENT if instant.year == 1 else _LAST_MOMENT


def minute_of(instant: datetime) -> int:
    """The UTC minute that the aware ``instant`` lies in."""
    utc = in_utc(instant)
    return day_number(utc) * DAY + utc.hour * 60 + utc.minute


def first_minute_from(instant: datetime) -> int:
    """The first UTC minute that starts at or after ``instant``."""
    minute = minute_of(instant)
    return minute if is_whole_minute(instant) else minute + 1


def is_whole_minute(instant: datetime) -> bool:
    """Whether a UTC minute starts at ``instant``."""
    utc = in_utc(instant)
    return not (utc.second or utc.microsecond)


def instant_of(minute: int) -> datetime:
    """The start of the UTC minute; beyond the calendar its first or last safe minute."""
    day, minute_of_day = divmod(min(max(minute, FIRST_MINUTE), LAST_MINUTE), DAY)
    return datetime.fromordinal(day + _EPOCH).replace(tzinfo=UTC) + _MINUTES[minute_of_day]


def after_midnight(minutes: Iterable[int]) -> tuple[timedelta, ...]:
    """How long after midnight these minutes of a day are."""
    return tuple(_MINUTES[minute] for minute in minutes)


def day_number(day: date) -> int:
    """The days from 1 January 1970 to ``day``, whose first wall minute is DAY times as many."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The date with that number; beyond the calendar its first or last date."""
    return date.fromordinal(min(max(number + _EPOCH, date.min.toordinal()), date.max.toordinal()))


def minute_of_day(clock: time) -> int:
    """The minutes from midnight to ``clock``."""
    return clock.hour * 60 + clock.minute
