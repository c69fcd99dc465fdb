"""The best whole plan is the best of all plans, counted out one by one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from terminbuch.queries.plan.best import solve
from terminbuch.queries.plan.milp import improved
from terminbuch.queries.plan.options import Takes
from terminbuch.queries.plan.reserved import Reserved
from terminbuch.queries.plan.solving import CALL, Solution, Unit, greedy

NINE, TEN, ELEVEN = 540, 600, 660
BEN, CLARA = 1, 2


def hour(who: int, since: int) -> Takes:
    return ((who, since, since + 60),)


takes = st.builds(
    lambda who, since, length: ((who, since, since + length),),
    st.integers(1, 3),
    st.integers(0, 8).map(lambda step: step * 30),
    st.sampled_from([30, 60, 90]),
)
moves = st.lists(st.tuples(st.integers(1, 9).map(lambda step: step * 30), takes), max_size=3)
units = st.lists(
    st.builds(
        lambda weight, keeps, moves: Unit(weight, keeps, sorted(moves)),
        st.integers(1, 3),
        st.lists(takes, max_size=3),
        moves,
    ),
    min_size=1,
    max_size=4,
)


def every_plan(wanted: list[Unit]) -> list[Solution]:
    """All that give nobody's time twice."""
    ways: list[list[tuple[int | None, int | None]]] = [
        [(keep, None) for keep in range(len(unit.keeps))]
        + [(None, move) for move in range(len(unit.moves))]
        + [(None, None)]
        for unit in wanted
    ]
    plans = (
        Solution(tuple(keep for keep, _ in plan), tuple(move for _, move in plan), is_best=True, bound=0)
        for plan in product(*ways)
    )
    return [plan for plan in plans if is_possible(wanted, plan)]


def is_possible(wanted: list[Unit], plan: Solution) -> bool:
    reserved = Reserved()
    chosen = [unit.keeps[keep] for unit, keep in zip(wanted, plan.keeps, strict=True) if keep is not None]
    chosen += [unit.moves[move][1] for unit, move in zip(wanted, plan.moves, strict=True) if move is not None]
    return all(reserved.taken_if_free(each) for each in chosen)


def worth(wanted: list[Unit], plan: Solution) -> tuple[int, int]:
    return -plan.kept(wanted), plan.cost(wanted)


@given(units)
def test_no_plan_keeps_more_or_as_many_with_less_moving(wanted: list[Unit]) -> None:
    best = min(worth(wanted, plan) for plan in every_plan(wanted))

    found = improved(wanted, greedy(wanted), seconds=10)

    assert is_possible(wanted, found)
    assert worth(wanted, found) == best
    assert (found.is_best, round(found.bound)) == (True, best[1])


@given(units)
def test_a_quick_plan_that_calls_itself_the_best_is_the_best(wanted: list[Unit]) -> None:
    quick = greedy(wanted)

    assert is_possible(wanted, quick)
    if quick.is_best:
        assert worth(wanted, quick) == min(worth(wanted, plan) for plan in every_plan(wanted))


@given(units)
def test_the_bound_of_a_quick_plan_is_never_too_high(wanted: list[Unit]) -> None:
    """Where no more can keep their time than in it."""
    quick = greedy(wanted)

    assert quick.bound <= quick.cost(wanted)


def test_the_first_in_the_list_gives_way_when_two_can_be_helped_instead_of_one() -> None:
    """Ben could take the first or the second over, Clara only the first."""
    first = Unit(1, [hour(BEN, NINE), hour(CLARA, NINE)], [])
    second = Unit(1, [hour(BEN, NINE)], [])

    solution = solve([first, second])

    assert (solution.keeps, solution.is_best) == ((1, 0), True)


def test_one_takes_over_several_that_do_not_overlap() -> None:
    """One long visit is not worth two short ones."""
    long = Unit(1, [((BEN, NINE, ELEVEN),)], [])
    short = [Unit(1, [hour(BEN, since)], []) for since in (NINE, TEN)]

    solution = solve([long, *short])

    assert (solution.keeps, solution.is_best) == ((None, 0, 0), True)


def test_a_sitting_weighs_as_many_as_it_seats() -> None:
    course = Unit(3, [hour(BEN, NINE)], [], beyond=0)
    alone = Unit(1, [hour(BEN, NINE)], [])

    assert solve([alone, course]).keeps == (None, 0)


def test_nobody_moves_far_so_that_somebody_else_need_not_be_phoned_twice() -> None:
    """With one free hour for two, one is phoned; with a farther one for the first, nobody is."""
    near, far = (30, hour(CLARA, TEN)), (600, hour(BEN, NINE))
    wanted = [Unit(1, [], [near, far]), Unit(1, [], [near])]

    solution = solve(wanted)

    assert (solution.moves, solution.cost(wanted)) == ((1, 0), 630)
    assert CALL > 630


def test_nothing_to_plan_is_planned() -> None:
    assert solve([]) == Solution((), (), is_best=True, bound=0)
