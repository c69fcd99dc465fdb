"""Minutes as whole numbers: UTC minutes are counted from 1970, wall minutes likewise.

A *wall minute* is what the clock on the wall reads, counted as if that were UTC:
wall minute = UTC minute + offset of the zone at that minute.
"""

from datetime import UTC, date, datetime, time, timedelta

DAY = 1440
_EPOCH = date(1970, 1, 1).toordinal()
_DAY_AFTER_FIRST = date.min.toordinal() + 1 - _EPOCH
_LAST_DAY = date.max.toordinal() - _EPOCH

# A day is kept at both ends of the calendar, so that no zone's clock leaves the years 1 to 9999.
FIRST_MINUTE = _DAY_AFTER_FIRST * DAY
LAST_MINUTE = _LAST_DAY * DAY

_MINUTES = tuple(timedelta(minutes=minute) for minute in range(DAY))


def minute_of(instant: datetime) -> int:
    """The UTC minute that the aware ``instant`` lies in."""
    minute = day_number(instant) * DAY + instant.hour * 60 + instant.minute
    if instant.tzinfo is UTC:
        return minute
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError("a naive time is no instant")
    # Not through astimezone(): it overflows on the first and the last day of the calendar.
    return (
        minute + (timedelta(seconds=instant.second, microseconds=instant.microsecond) - offset) // _MINUTES[1]
    )


def first_minute_from(instant: datetime) -> int:
    """The first UTC minute that starts at or after ``instant``."""
    minute = minute_of(instant)
    return minute if is_whole_minute(instant) else minute + 1


def is_whole_minute(instant: datetime) -> bool:
    """Whether a UTC minute starts at ``instant``."""
    offset = instant.utcoffset() or timedelta(0)
    return not instant.microsecond and not (timedelta(seconds=instant.second) - offset) % _MINUTES[1]


def instant_of(minute: int) -> datetime:
    """The start of the UTC minute; beyond the calendar its first or last safe minute."""
    day, minute_of_day = divmod(min(max(minute, FIRST_MINUTE), LAST_MINUTE), DAY)
    return datetime.fromordinal(day + _EPOCH).replace(tzinfo=UTC) + _MINUTES[minute_of_day]


def instants_of(first_day: int, places: list[int]) -> list[datetime]:
    """The starts of the UTC minutes that lie ``places`` minutes after the start of ``first_day``."""
    if not places:
        return []
    midnights = [instant_of((first_day + day) * DAY) for day in range(places[-1] // DAY + 1)]
    return [midnights[place // DAY] + _MINUTES[place % DAY] for place in places]


def day_number(day: date) -> int:
    """The days from 1 January 1970 to ``day``, whose first wall minute is DAY times as many."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The date with that number; beyond the calendar its first or last date."""
    return date.fromordinal(min(max(number + _EPOCH, date.min.toordinal()), date.max.toordinal()))


def minute_of_day(clock: time) -> int:
    """The minutes from midnight to ``clock``."""
    return clock.hour * 60 + clock.minute
