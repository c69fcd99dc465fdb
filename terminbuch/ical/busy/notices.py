"""What is said about the parts that could not be read: where they stand, and none of their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .event import Event
from .parts import Part
from .zones import Zones

MOST = 50
LONGEST = 200


class Notices:
    def __init__(self) -> None:
        self._said: dict[str, None] = {}
        self._where = ""
        self._more = 0

    @contextmanager
    def within(self, remote_id: str) -> Iterator[None]:
        """What is said meanwhile is about this object."""
        self._where = f"{remote_id[-80:]}: "
        yield
        self._where = ""

    def add(self, *sentences: str) -> None:
        for sentence in sentences:
            if len(self._said) < MOST:
                self._said[(self._where + sentence)[:LONGEST]] = None
            else:
                self._more += 1

    def skipped(self, part: Part, why: Exception) -> None:
        reason = str(why) if type(why) is ValueError else type(why).__name__
        self.add(f"line {part.number}: {part.kind} was left out: {reason[:100]}.")

    def add_zones(self, zones: Zones) -> None:
        for name in sorted(zones.unknown):
            self.add(f"The time zone {name[:60]!a} is not known: its times are read in the owner's.")

    def add_series(self, events: Sequence[Event]) -> None:
        for one in events:
            if "EXRULE" in one.part.lines:
                self.add(f"line {one.part.number}: EXRULE is not followed: what it takes out stays busy.")
        if all(one.is_exception for one in events) and any(one.changes_the_rest for one in events):
            self.add(f"line {events[0].part.number}: the series that it changes is not there.")

    def told(self) -> tuple[str, ...]:
        more = (f"And {self._more} more.",) if self._more else ()
        return (*self._said, *more)
