"""Posted windows as they may be stored: overlapping ones are one (S11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from terminbuch.availability import Window

DAY = 24 * 60
type Windows = tuple[Window, ...]
type Week = tuple[Windows, ...]
"""Seven days, from Monday."""


def tidied(windows: Iterable[Window]) -> Windows:
    """In order, those that overlap merged; those that touch stay two, for each has a grid of its own (W2).

    Raises ValueError for a window without length ("empty"; from 00:00 to 00:00 is the whole day) and for
    windows that together last longer than a day ("round the clock").
    """
    merged: list[tuple[int, int]] = []
    for opens, closes in sorted(map(_minutes, windows)):
        if merged and opens < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(closes, merged[-1][1]))
        else:
            merged.append((opens, closes))
    if any(closes - opens > DAY for opens, closes in merged):
        raise ValueError("round the clock")
    return tuple(Window(_clock(opens), _clock(closes)) for opens, closes in merged)


def tidied_week(week: Iterable[Iterable[Window]]) -> Week:
    """Seven days, each in order. Raises ValueError as ``tidied`` does."""
    days = tuple(map(tidied, week))
    if len(days) != 7:
        raise ValueError("a week has seven days")
    return days


def _minutes(window: Window) -> tuple[int, int]:
    opens, closes = (clock.hour * 60 + clock.minute for clock in (window.opens, window.closes))
    if opens == closes != 0:
        raise ValueError("empty")
    return opens, closes if closes > opens else closes + DAY


def _clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
