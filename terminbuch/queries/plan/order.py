"""Who came first comes first: of plans that move everybody by as much, the one in which nobody overtakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace

from .asked import Asked
from .rules import rules_of
from .starts import MINUTE, Move


def in_order(cases: Sequence[Asked], moves: Sequence[Move | None]) -> list[Move | None]:
    """The same times, given in the order of the old ones among cases that need the same.

    Exchanging two ways that cross makes their sum no longer and the longest no longer either.
    """
    alike: defaultdict[Hashable, dict[int, Move]] = defaultdict(dict)
    for number, (one, move) in enumerate(zip(cases, moves, strict=True)):
        if move is not None:
            key = (one.service.pk, one.booking.location_id, rules_of(one.booking, one.service))
            alike[key][number] = move
    found = [*moves]
    for group in alike.values():
        sorted_moves = sorted(group.values(), key=lambda move: move.slot.start)
        numbers = sorted(group, key=lambda number: cases[number].case.was_starts_at)
        given = [_given(cases[number], move) for number, move in zip(numbers, sorted_moves, strict=True)]
        # Nobody is offered the very time that they have.
        if all(move.minutes for move in given):
            for number, move in zip(numbers, given, strict=True):
                found[number] = move
    return found


def _given(one: Asked, move: Move) -> Move:
    return replace(move, minutes=int(abs(move.slot.start - one.case.was_starts_at) / MINUTE))
