"""What a whole plan is: as many as can keep their time, then as few calls, then as little moving as possible.

An assignment with conflicts: whoever takes over somebody's time, or gives a free one, does so for spans that
do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from .options import Takes
from .reserved import Reserved

# A call weighs as much as moving by seventy days, and nobody is moved by half as much.
CALL = 100_000


@dataclass(frozen=True)
class Unit:
    """Bookings that are treated alike: so many, how their time could be kept, where they could go.

    ``moves`` are costs and what they take, ascending; there are more of them at ``beyond`` or more, or (None)
    no more.
    """

    weight: int
    keeps: Sequence[Takes]
    moves: Sequence[tuple[int, Takes]]
    beyond: int | None = None

    @cached_property
    def otherwise(self) -> int:
        """What it costs to do neither."""
        return CALL if self.beyond is None else self.beyond


@dataclass(frozen=True)
class Solution:
    """For each unit the number of the way it keeps its time, or of the move, or neither.

    ``is_best`` when no plan keeps more or costs less; ``bound`` is what every plan that keeps as many costs.
    """

    keeps: tuple[int | None, ...]
    moves: tuple[int | None, ...]
    is_best: bool
    bound: float

    def kept(self, units: Sequence[Unit]) -> int:
        return sum(unit.weight for unit, keep in zip(units, self.keeps, strict=True) if keep is not None)

    def cost(self, units: Sequence[Unit]) -> int:
        return sum(map(_cost, units, self.keeps, self.moves))


def _cost(unit: Unit, keep: int | None, move: int | None) -> int:
    if keep is not None:
        return 0
    return unit.otherwise if move is None else unit.moves[move][0]


def greedy(units: Sequence[Unit]) -> Solution:
    """Who has the fewest ways first. Best when everybody gets what is best for them alone."""
    reserved = Reserved()
    keeps: list[int | None] = [None] * len(units)
    moves: list[int | None] = [None] * len(units)
    for number in sorted(range(len(units)), key=lambda number: len(units[number].keeps)):
        keeps[number] = _first(units[number].keeps, reserved)
    for number in sorted(range(len(units)), key=lambda number: len(units[number].moves)):
        if keeps[number] is None:
            moves[number] = _first((takes for _, takes in units[number].moves), reserved)
    found = Solution(tuple(keeps), tuple(moves), is_best=False, bound=0)
    best = sum(_best_alone(unit) for unit in units)
    return Solution(found.keeps, found.moves, _is_best(units, found, best), best)


def _first(ways: Iterable[Takes], reserved: Reserved) -> int | None:
    return next((number for number, takes in enumerate(ways) if reserved.taken_if_free(takes)), None)


def _best_alone(unit: Unit) -> int:
    if unit.keeps:
        return 0
    return unit.moves[0][0] if unit.moves else unit.otherwise


def _is_best(units: Sequence[Unit], found: Solution, best: int) -> bool:
    most = sum(unit.weight for unit in units if unit.keeps)
    return found.kept(units) == most and found.cost(units) == best
