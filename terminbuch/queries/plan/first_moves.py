"""Who keeps the time and who gets which nearest one: solved for all at once, deeper where it must be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .asked import Asked
from .best import solve
from .nearest import Nearest
from .options import MOST_COMBINATIONS, Keep
from .order import in_order
from .search import Search
from .solving import CALL, Solution, Unit
from .starts import Move

# How many of the nearest ways are looked at; more for those who get none of them.
DEPTHS = (24, 96)
# More ways than these are not solved a second time: what is left over is given away one after the other,
# which in our measurements led as near (docs/benchmarks.md).
MOST_WAYS = 4_000


@dataclass(frozen=True)
class Decided:
    """For each group how it keeps its time, or its first move; some may still have neither.

    ``bound``: no plan in which as many keep their time moves everybody by less.
    """

    keeps: tuple[Keep | None, ...]
    moves: tuple[Move | None, ...]
    is_proved: bool
    bound: float

    def cost(self, moved: Iterable[Move | None]) -> int:
        """Of all who do not keep their time, those with a sitting left out."""
        return sum(CALL if move is None else move.minutes for move in moved)


@dataclass(frozen=True)
class Look:
    """What the solver is asked, and the moves behind its numbers."""

    units: tuple[Unit, ...]
    moves: tuple[Sequence[Move], ...]


def decide(groups: Sequence[Sequence[Asked]], search: Search, nearest: Mapping[int, Nearest]) -> Decided:
    """The best that the solver finds. It looks once more where somebody got none of the nearest times."""
    keeps = [search.keeps(group[0]) for group in groups]
    depths = [DEPTHS[0]] * len(groups)
    look = _look(groups, keeps, nearest, depths)
    solution = solve(look.units)
    short = [number for number, unit in enumerate(look.units) if _is_short(number, unit, solution)]
    if short:
        deeper = [DEPTHS[-1] if number in short else depth for number, depth in enumerate(depths)]
        second = _look(groups, keeps, nearest, deeper)
        if sum(len(unit.moves) + len(unit.keeps) for unit in second.units) <= MOST_WAYS:
            look, solution = second, solve(second.units)
    return _decided(groups, keeps, look, solution)


def _look(
    groups: Sequence[Sequence[Asked]],
    keeps: Sequence[Sequence[Keep]],
    nearest: Mapping[int, Nearest],
    depths: Sequence[int],
) -> Look:
    units: list[Unit] = []
    every: list[Sequence[Move]] = []
    for group, ways, depth in zip(groups, keeps, depths, strict=True):
        moves, beyond = _moves(group, nearest, depth)
        takes = [(move.minutes, move.takes) for move in moves]
        units.append(Unit(len(group), [way.takes for way in ways], takes, beyond))
        every.append(moves)
    return Look(tuple(units), tuple(every))


def _moves(
    group: Sequence[Asked], nearest: Mapping[int, Nearest], depth: int
) -> tuple[list[Move], int | None]:
    """Seats of a sitting part when they move, so their times are found afterwards, one by one."""
    if group[0].service.capacity > 1:
        return [], 0
    return nearest[group[0].case.pk].first(depth)


def _is_short(number: int, unit: Unit, solution: Solution) -> bool:
    """Whether it got none of its nearest times while there are more of them."""
    is_neither = solution.keeps[number] is None and solution.moves[number] is None
    return is_neither and bool(unit.moves) and unit.beyond is not None


def _decided(
    groups: Sequence[Sequence[Asked]], keeps: Sequence[Sequence[Keep]], look: Look, solution: Solution
) -> Decided:
    moves = [None if move is None else look.moves[number][move] for number, move in enumerate(solution.moves)]
    return Decided(
        keeps=tuple(None if way is None else keeps[number][way] for number, way in enumerate(solution.keeps)),
        moves=tuple(in_order([group[0] for group in groups], moves)),
        is_proved=solution.is_best and all(len(ways) < MOST_COMBINATIONS for ways in keeps),
        bound=solution.bound,
    )
