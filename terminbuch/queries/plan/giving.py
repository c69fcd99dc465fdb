"""Free times are given to cases, none to two: a resource's time once, a seat of a sitting once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from .asked import Asked
from .nearest import Nearest
from .reserved import Reserved
from .starts import MINUTE, Move

AT_MOST = 3


class Giving:
    """Each case has its nearest times and how far it has looked; what was in the way once stays there."""

    def __init__(self, reserved: Reserved) -> None:
        self._reserved = reserved
        self._seats: defaultdict[Hashable, int] = defaultdict(int)
        self._looked: defaultdict[int, int] = defaultdict(int)
        self.times: defaultdict[int, list[Move]] = defaultdict(list)

    def give(self, one: Asked, move: Move) -> None:
        """What the solver says, or what was found here."""
        self.times[one.case.pk].append(move)

    def round(self, cases: Sequence[tuple[Asked, Nearest]], *, want: int) -> None:
        """One more time for everybody who has fewer than ``want``: a second choice before anybody's third."""
        for one, nearest in cases:
            if len(self.times[one.case.pk]) < want:
                self._give_next(one, nearest)

    def _give_next(self, one: Asked, nearest: Nearest) -> None:
        while nearest.distance(number := self._looked[one.case.pk]) is not None:
            self._looked[one.case.pk] += 1
            moves = (move for move in nearest.moves(number) if self._is_another(one, move))
            found = next((move for move in moves if self._is_given(one, move)), None)
            if found is not None:
                self.give(one, found)
                return

    def _is_another(self, one: Asked, move: Move) -> bool:
        """Choices that overlap each other are none."""
        length = one.booking.duration // MINUTE
        first = move.takes[0][1]
        return all(abs(first - each.takes[0][1]) >= length for each in self.times[one.case.pk])

    def _is_given(self, one: Asked, move: Move) -> bool:
        capacity = one.service.capacity
        if capacity == 1:
            return self._reserved.taken_if_free(move.takes)
        sitting = move.slot.sitting
        key = (sitting.id if sitting else move.picks, one.service.pk, move.slot.start)
        left = capacity - (sitting.seats_taken if sitting else 0) - self._seats[key]
        # A sitting that does not run yet takes its resources' time with its first seat.
        begins = sitting is None and not self._seats[key]
        if left < 1 or (begins and not self._reserved.taken_if_free(move.takes)):
            return False
        self._seats[key] += 1
        return True
