"""The best plan: a quick one where it cannot be beaten, else the solver's."""

from __future__ import annotations

from collections.abc import Sequence

from .solving import Solution, Unit, greedy

# For each of the two questions: how many keep their time, and how little the others move.
SECONDS = 0.4


def solve(units: Sequence[Unit]) -> Solution:
    """The best plan, or the best that was found within that time."""
    quick = greedy(units)
    if quick.is_best:
        return quick
    # scipy takes a third of a second to load, and most mornings nobody is ill.
    from .milp import improved  # noqa: PLC0415

    return improved(units, quick, seconds=SECONDS)
