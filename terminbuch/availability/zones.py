"""Zones: which UTC minutes does the clock on the wall spend between two readings?"""

from bisect import bisect_right
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .minutes import DAY, FIRST_MINUTE, LAST_MINUTE, day_number, instant_of
from .spans import Span

type Stretch = tuple[int, int, int]
"""First and last (not included) UTC minute of a time without clock change, and its offset."""


def offset_at(zone: ZoneInfo, minute: int) -> int:
    """What to add to the UTC minute to get the wall minute.

    An offset with seconds (some had them until 1972) is rounded down: whether the clock has
    reached a whole minute is told exactly by that.
    """
    offset = instant_of(minute).astimezone(zone).utcoffset()
    return (offset or timedelta(0)) // timedelta(minutes=1)


@lru_cache(maxsize=4096)
def _changes(zone: ZoneInfo, year: int) -> tuple[tuple[int, int], ...]:
    """The clock changes of one UTC year: the minute, and the offset from then on.

    Begins with the offset at the start of the year. A day is the finest that is looked
    at: no zone has ever changed its clock and changed it back within one.
    """
    first = max(day_number(date(year, 1, 1)) * DAY, FIRST_MINUTE)
    last = min((day_number(date(year, 12, 31)) + 1) * DAY, LAST_MINUTE)
    found = [(first, offset_at(zone, first))]
    for minute in range(first, last + 1, DAY):
        if offset_at(zone, minute) != found[-1][1]:
            found.append(_change_between(zone, minute - DAY, minute))
    return tuple(found)


def _change_between(zone: ZoneInfo, before: int, after: int) -> tuple[int, int]:
    """The one clock change after the minute ``before``, not after the minute ``after``."""
    old = offset_at(zone, before)
    minutes = range(before, after + 1)
    minute = minutes[bisect_right(minutes, False, key=lambda minute: offset_at(zone, minute) != old)]
    return minute, offset_at(zone, minute)


def stretches(zone: ZoneInfo, first: int, last: int) -> list[Stretch]:
    """The stretches without clock change from the UTC minute ``first`` up to ``last``, in order."""
    years = range(instant_of(first).year, instant_of(last).year + 1)
    changes = [change for year in years for change in _changes(zone, year)]
    starts = [first, *(minute for minute, _ in changes[1:])]
    between = [
        (max(start, first), min(end, last), offset)
        for (_, offset), start, end in zip(changes, starts, [*starts[1:], last], strict=True)
    ]
    return [stretch for stretch in between if stretch[0] < stretch[1]]


def utc_pieces(clock: list[Stretch], opens: int, closes: int) -> list[tuple[int, int]]:
    """The UTC minutes at which the clock reads a wall minute from ``opens`` up to ``closes``.

    A wall time that is skipped gives nothing, one that is repeated two pieces.
    """
    return [
        (max(opens - offset, first), min(closes - offset, last))
        for first, last, offset in clock
        if opens - offset < last and closes - offset > first
    ]


def first_reading(zone: ZoneInfo, wall: int) -> int:
    """The first UTC minute at which the clock reads the wall minute ``wall`` or a later one.

    When clocks skip ``wall`` that is the minute of the jump; when it comes twice, the first.
    """
    around = stretches(zone, wall - 2 * DAY, wall + 2 * DAY)
    return next((start for start, _ in utc_pieces(around, wall, wall + 3 * DAY)), LAST_MINUTE)


def day_starts(day: date, zone: ZoneInfo) -> datetime:
    """The first moment at which the clock in ``zone`` shows the date ``day`` or a later one."""
    return instant_of(first_reading(zone, day_number(day) * DAY))


def local_day(minute: int, zone: ZoneInfo) -> int:
    """The number of the date that the clock shows at the UTC minute."""
    return (minute + offset_at(zone, minute)) // DAY


def dates(first: date, last: date, zone: ZoneInfo) -> Span:
    """The instants of the dates from ``first`` to ``last`` (included) in the visitor's zone (W9).

    A day begins with the first moment of its date and ends where the next one begins, so
    the span is empty for a date that the zone skipped. Raises ValueError for ``last``
    before ``first``.
    """
    if last < first:
        raise ValueError("dates: the last lies before the first")
    return Span(day_starts(first, zone), instant_of(first_reading(zone, (day_number(last) + 1) * DAY)))
