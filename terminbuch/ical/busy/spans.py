"""Busy spans of one event, clipped, joined and counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..seen import SeenSpan, ShowsAs
from .asked import Asked, TooMuch

# An hour's series for a year has nine thousand.
MOST = 250_000
SHORTEST = timedelta(microseconds=1)


class Counter:
    """How many busy times were found in all. Raises TooMuch."""

    def __init__(self, most: int = MOST) -> None:
        self._left = most

    def count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooMuch("There are more busy times in it than we take.")


class Spans:
    """Gathers what one event blocks. ``is_touched``: something of it lies in the window, free or not."""

    def __init__(self, asked: Asked, counter: Counter) -> None:
        self._asked = asked
        self._counter = counter
        self._found: list[tuple[datetime, datetime, ShowsAs]] = []
        self.is_touched = False

    def add(self, starts_at: datetime, ends_at: datetime, shows_as: ShowsAs | None) -> None:
        if starts_at >= self._asked.ends_at or max(ends_at, starts_at + SHORTEST) <= self._asked.starts_at:
            return
        self.is_touched = True
        first, last = max(starts_at, self._asked.starts_at), min(ends_at, self._asked.ends_at)
        if shows_as is not None and first < last:
            self._counter.count()
            self._found.append((first, last, shows_as))

    def joined(self) -> tuple[SeenSpan, ...]:
        """Sorted; those that touch and show the same are one."""
        joined: list[tuple[datetime, datetime, ShowsAs]] = []
        for kind in sorted({shows_as for *_, shows_as in self._found}):
            since: list[tuple[datetime, datetime, ShowsAs]] = []
            for first, last, shows_as in sorted(each for each in self._found if each[2] == kind):
                if since and first <= since[-1][1]:
                    since[-1] = (since[-1][0], max(since[-1][1], last), shows_as)
                else:
                    since.append((first, last, shows_as))
            joined += since
        return tuple(SeenSpan(*each) for each in sorted(joined))
