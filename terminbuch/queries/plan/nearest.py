"""Where one booking could go, the nearest time first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from terminbuch import availability

from .asked import Asked
from .reserved import Reserved
from .starts import MINUTE, Move, Starts

FARTHEST = timedelta(days=30)


class Nearest:
    """The free times around a booking's own, up to a month away; what was reserved before is left out."""

    def __init__(self, one: Asked, starts: Starts, reserved: Reserved) -> None:
        self._starts, self._reserved = starts, reserved
        was = one.case.was_starts_at
        self._minute = availability.Span(was, was).first_minute
        self._own = {row.resource_id for row in one.rows}
        self._places = starts.outwards(self._minute)
        self._known: list[int] = []

    def distance(self, number: int) -> int | None:
        """How many minutes the slot with this number is away; None when there are not so many."""
        while len(self._known) <= number:
            place = next(
                (place for place in self._places if self._starts.minutes[place] != self._minute), None
            )
            if place is None or self._away(place) > FARTHEST // MINUTE:
                return None
            self._known.append(place)
        return self._away(self._known[number])

    def moves(self, number: int) -> Iterator[Move]:
        """The ways to serve that slot, with whoever serves the booking now before others."""
        place = self._known[number]
        ways = sorted(self._starts.ways(place), key=self._strangers)
        for picks, takes in ways:
            if self._reserved.is_free(takes):
                yield Move(self._away(place), self._starts.slots[place], picks, takes)

    def first(self, count: int) -> tuple[list[Move], int | None]:
        """So many ways or a few more, and how far away what follows is; None when nothing follows."""
        found: list[Move] = []
        number = 0
        while (distance := self.distance(number)) is not None and len(found) < count:
            found += self.moves(number)
            number += 1
        return found, distance

    def _away(self, place: int) -> int:
        return abs(self._starts.minutes[place] - self._minute)

    def _strangers(self, way: tuple[tuple[tuple[int, int], ...], object]) -> int:
        return sum(who not in self._own for _, who in way[0])
