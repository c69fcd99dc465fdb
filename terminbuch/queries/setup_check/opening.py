"""How long somebody is there without a break, at most. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from terminbuch.availability import Schedule, Window

A_DAY = 24 * 60
A_WEEK = 7 * A_DAY


def longest(schedules: Iterable[Schedule]) -> int:
    """In minutes, at one place, by the wall clock; at most a week. Windows that touch are one."""
    return max((_longest(schedule) for schedule in schedules), default=0)


def overlapping(windows: Iterable[Window]) -> bool:
    """Whether two windows of one day share a minute."""
    spans = sorted(map(_span, windows))
    return any(later[0] < earlier[1] for earlier, later in pairwise(spans))


def _longest(schedule: Schedule) -> int:
    week = [
        (weekday * A_DAY + opens, weekday * A_DAY + closes)
        for weekday, windows in schedule.weekly.items()
        for opens, closes in map(_span, windows)
    ]
    # Twice, for Sunday night goes over into Monday.
    twice = [*week, *((opens + A_WEEK, closes + A_WEEK) for opens, closes in week)]
    dated = [list(map(_span, windows)) for windows in schedule.exceptions.values()]
    lengths = (closes - opens for spans in (twice, *dated) for opens, closes in _merged(spans))
    return min(max(lengths, default=0), A_WEEK)


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begun: tuple[int, int] | None = None
    for opens, closes in sorted(spans):
        if begun is not None and opens <= begun[1]:
            begun = begun[0], max(begun[1], closes)
            continue
        if begun is not None:
            yield begun
        begun = opens, closes
    if begun is not None:
        yield begun


def _span(window: Window) -> tuple[int, int]:
    opens, closes = (clock.hour * 60 + clock.minute for clock in (window.opens, window.closes))
    return opens, closes if closes > opens else closes + A_DAY
