"""Who keeps the time and who gets which nearest one: solved for all at once, deeper where it must be."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .asked import Asked
from .best import solve
from .options import MOST_COMBINATIONS, Keep, Move
from .reserved import Reserved
from .search import Nearest, Search
from .solving import CALL, Solution, Unit

# How many of the nearest times are looked at; more for those who get none of them.
DEPTHS = (24, 96, 384)
SECONDS = 0.6


@dataclass(frozen=True)
class Decided:
    """For each group how it keeps its time, or its first move; the moves of the others are still to be found.

    ``gap_minutes``: by how much more everybody together may move than in the best plan.
    """

    keeps: tuple[Keep | None, ...]
    moves: tuple[Move | None, ...]
    is_best: bool
    gap_minutes: int


def decide(
    groups: Sequence[Sequence[Asked]],
    search: Search,
    nearest: Mapping[int, Nearest],
    reserved: Reserved,
) -> Decided:
    """What was decided is reserved afterwards."""
    keeps = [search.keeps(group[0]) for group in groups]
    until = time.monotonic() + SECONDS
    depths = [DEPTHS[0]] * len(groups)
    while True:
        units = [
            _unit(group, ways, nearest[group[0].case.pk], depth)
            for group, ways, depth in zip(groups, keeps, depths, strict=True)
        ]
        solution = solve(units, seconds=max(until - time.monotonic(), 0.1))
        short = [number for number, unit in enumerate(units) if _is_short(number, unit, solution)]
        deeper = [number for number in short if depths[number] < DEPTHS[-1]]
        if not deeper or time.monotonic() > until:
            break
        for number in deeper:
            depths[number] = DEPTHS[DEPTHS.index(depths[number]) + 1]
    decided = _decided(groups, keeps, nearest, units, solution, is_complete=not short)
    for way in (*decided.keeps, *decided.moves):
        if way is not None:
            reserved.take(way.takes)
    return decided


def _unit(group: Sequence[Asked], ways: Sequence[Keep], nearest: Nearest, depth: int) -> Unit:
    """Seats of a sitting part when they move, so their times are found afterwards, one by one."""
    takes = [way.takes for way in ways]
    if group[0].service.capacity > 1:
        return Unit(len(group), takes, (), beyond=0)
    moves = [(move.minutes, move.takes) for move in nearest.first(depth)]
    following = nearest[depth]
    return Unit(1, takes, moves, beyond=following.minutes if following else None)


def _is_short(number: int, unit: Unit, solution: Solution) -> bool:
    """Whether it got none of its nearest times while there are more of them."""
    is_neither = solution.keeps[number] is None and solution.moves[number] is None
    return is_neither and bool(unit.moves) and unit.beyond is not None


def _decided(
    groups: Sequence[Sequence[Asked]],
    keeps: Sequence[Sequence[Keep]],
    nearest: Mapping[int, Nearest],
    units: Sequence[Unit],
    solution: Solution,
    *,
    is_complete: bool,
) -> Decided:
    gap = solution.cost(units) - solution.bound
    is_whole = is_complete and all(len(ways) < MOST_COMBINATIONS for ways in keeps)
    return Decided(
        keeps=tuple(None if way is None else keeps[number][way] for number, way in enumerate(solution.keeps)),
        moves=tuple(
            None if move is None else nearest[groups[number][0].case.pk][move]
            for number, move in enumerate(solution.moves)
        ),
        is_best=solution.is_best and is_whole,
        gap_minutes=min(max(round(gap), 0), CALL),
    )
