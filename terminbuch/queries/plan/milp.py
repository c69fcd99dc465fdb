"""The plan as an integer programme: a column for each way, a row for each case and for each moment that two
ways want of one resource. Loaded only when there is something to solve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import csr_array

from .options import Takes
from .solving import Solution, Unit


@dataclass(frozen=True)
class Way:
    """A column: what one unit might do."""

    unit: int
    keep: int | None
    move: int | None
    cost: int
    takes: Takes


def improved(units: Sequence[Unit], quick: Solution, *, seconds: float) -> Solution:
    """First as many as possible keep their time; then, with as many, it costs as little as possible.

    Each of the two has so much time; the quick plan stands where nothing better was found.
    """
    ways = [*_ways(units)]
    kept, is_most = quick.kept(units), True
    if kept < sum(unit.weight for unit in units if unit.keeps):
        answer = _solved(ways, units, [-_weight(way, units) for way in ways], seconds=seconds)
        if answer is None:
            return quick
        kept, is_most = max(kept, round(-answer.fun)), answer.status == 0
    answer = _solved(ways, units, [way.cost for way in ways], seconds=seconds, at_least=kept)
    return quick if answer is None else _solution(units, ways, answer, is_most=is_most)


def _ways(units: Sequence[Unit]) -> Iterator[Way]:
    for number, unit in enumerate(units):
        for keep, takes in enumerate(unit.keeps):
            yield Way(number, keep, None, 0, takes)
        for move, (cost, takes) in enumerate(unit.moves):
            yield Way(number, None, move, cost, takes)
        yield Way(number, None, None, unit.otherwise, ())


def _weight(way: Way, units: Sequence[Unit]) -> int:
    return units[way.unit].weight if way.keep is not None else 0


def _solved(
    ways: Sequence[Way],
    units: Sequence[Unit],
    costs: Sequence[int],
    *,
    seconds: float,
    at_least: int = 0,
) -> OptimizeResult | None:
    """The cheapest choice of one way for each unit; None when the solver gives up without any."""
    once = _rows([[] for _ in units], ways)
    rules = [LinearConstraint(once, 1, 1)]
    rows = [*_conflicts(ways)]
    if rows:
        rules.append(LinearConstraint(_sparse(rows, len(ways)), -np.inf, 1))
    if at_least:
        weights = csr_array(np.array([[_weight(way, units) for way in ways]], dtype=float))
        rules.append(LinearConstraint(weights, at_least, np.inf))
    answer = milp(
        np.array(costs, dtype=float),
        integrality=np.ones(len(ways)),
        bounds=Bounds(0, 1),
        constraints=rules,
        options={"time_limit": seconds, "mip_rel_gap": 0},
    )
    return answer if answer.x is not None else None


def _rows(places: list[list[int]], ways: Sequence[Way]) -> csr_array:
    for column, way in enumerate(ways):
        places[way.unit].append(column)
    return _sparse(places, len(ways))


def _sparse(rows: Sequence[Sequence[int]], width: int) -> csr_array:
    """A row of ones at these columns for each of them."""
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in rows])
    lengths = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(columns)), columns, lengths), shape=(len(rows), width))


def _conflicts(ways: Sequence[Way]) -> Iterator[list[int]]:
    """Of the ways that want one resource at one moment there may be one. Enough moments are the starts
    before the first end; a set that another one contains is left out."""
    by_resource: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for column, way in enumerate(ways):
        for key, first, last in way.takes:
            by_resource[key].append((first, last, column))
    for spans in by_resource.values():
        yield from _cliques(sorted(spans))


def _cliques(spans: list[tuple[int, int, int]]) -> Iterator[list[int]]:
    running: list[tuple[int, int]] = []
    for first, last, column in spans:
        ended = [each for each in running if each[0] <= first]
        if ended and len(running) > 1:
            yield [each for _, each in running]
        running = [each for each in running if each[0] > first]
        running.append((last, column))
    if len(running) > 1:
        yield [each for _, each in running]


def _solution(
    units: Sequence[Unit], ways: Sequence[Way], answer: OptimizeResult, *, is_most: bool
) -> Solution:
    chosen = {way.unit: way for way, is_taken in zip(ways, answer.x > 0.5, strict=True) if is_taken}
    return Solution(
        tuple(chosen[number].keep for number in range(len(units))),
        tuple(chosen[number].move for number in range(len(units))),
        is_best=is_most and answer.status == 0,
        bound=float(answer.mip_dual_bound or 0),
    )
