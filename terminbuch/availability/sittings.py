"""Sittings that run already: seats of one service at one start share its resources (W6)."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from .facts import Taken
from .minutes import is_whole_minute, minute_of
from .needs import Needs
from .question import Question


@dataclass(frozen=True)
class Running:
    """A sitting with at least one seat taken, and the rows that its seats have, by resource."""

    id: Hashable
    start: datetime
    rows: dict[int, list[Taken]] = field(default_factory=dict)

    @property
    def minute(self) -> int:
        """The UTC minute of its start."""
        return minute_of(self.start)

    @property
    def seats_taken(self) -> int:
        """A seat has a row on each resource of the sitting, so the fullest resource counts."""
        return max(sum(_seats(row) for row in rows) for rows in self.rows.values())

    @property
    def lowest_free_seat(self) -> int:
        """The lowest seat number that no row has."""
        taken = {number for rows in self.rows.values() for row in rows for number in _numbers(row)}
        return next(number for number in count(1) if number not in taken)

    def has(self, row: Taken) -> bool:
        """Whether the row is a seat of this sitting."""
        return row.sitting is not None and (row.sitting.id, row.sitting.start) == (self.id, self.start)

    def leaves_free(self, needs: Needs, taken: tuple[Taken, ...]) -> bool:
        """Whether nothing but the sitting itself is in the way of one more seat."""
        first = self.minute + needs.taken_from
        last = first + needs.taken_length
        others = (row.span for row in taken if not self.has(row))
        return not any(span.first_minute < last and first < span.last_minute for span in others)


def _seats(row: Taken) -> int:
    return row.sitting.seats if row.sitting else 0


def _numbers(row: Taken) -> range:
    return range(row.sitting.seat, row.sitting.seat + row.sitting.seats) if row.sitting else range(0)


def running_sittings(question: Question) -> dict[int, list[Running]]:
    """The sittings of the service by the UTC minute of their start; none with a capacity of one."""
    found: dict[tuple[datetime, Hashable], Running] = {}
    if question.rules.capacity > 1:
        for key, facts in question.resources.items():
            for row in facts.taken:
                if row.sitting and is_whole_minute(row.sitting.start):
                    name = (row.sitting.start, row.sitting.id)
                    sitting = found.setdefault(name, Running(row.sitting.id, row.sitting.start))
                    sitting.rows.setdefault(key, []).append(row)
    by_start: dict[int, list[Running]] = {}
    for sitting in found.values():
        by_start.setdefault(sitting.minute, []).append(sitting)
    return by_start
