"""One start under examination: which resources has no rule refused yet?"""

from collections.abc import Callable
from datetime import datetime
from operator import itemgetter

from ..facts import Taken
from ..minutes import FIRST_MINUTE, LAST_MINUTE, in_utc, minute_of
from ..offer import Offer
from ..parts import Part
from ..question import Question
from ..serving import Serving, can_serve


class Case:
    """``left`` holds, for each requirement, the resources that no rule has refused yet."""

    def __init__(self, question: Question, start: datetime) -> None:
        self.question, self.start = question, in_utc(start)
        self.minute = min(max(minute_of(start), FIRST_MINUTE), LAST_MINUTE)
        self.offer = Offer(question, self.minute, self.minute + 1)
        self.place = self.minute - self.offer.frame.first
        self.left: Serving = tuple(frozenset(part.needs) for part in self.offer.parts)

    def keep(self, allows: Callable[[Part, int], bool]) -> list[int]:
        """Keep the resources that the rule allows; gives those that it refuses.

        Those come first whose requirement has not enough candidates left for that reason.
        """
        before, parts = self.left, self.offer.parts
        self.left = tuple(
            frozenset(key for key in able if allows(part, key))
            for part, able in zip(parts, before, strict=True)
        )
        lost = zip(parts, before, self.left, strict=True)
        refused = [(_is_enough(part, new), sorted(old - new)) for part, old, new in lost]
        return [key for _, keys in sorted(refused, key=itemgetter(0)) for key in keys]

    @property
    def somebody_is_left(self) -> bool:
        """Whether each requirement that has candidates still has enough, taken by itself."""
        return all(_is_enough(part, able) for part, able in zip(self.offer.parts, self.left, strict=True))

    @property
    def can_be_met(self) -> bool:
        """Whether those left can meet the requirements at once."""
        return can_serve(self.offer.parts, self.left)

    def seats(self, key: int) -> list[Taken]:
        """The rows of a resource that are seats of a sitting at this start."""
        return [row for row in self.question.resources[key].taken if self._is_seat(row)]

    def strangers(self, key: int) -> list[Taken]:
        """Whatever else takes the time of a resource."""
        return [row for row in self.question.resources[key].taken if not self._is_seat(row)]

    def _is_seat(self, row: Taken) -> bool:
        return row.sitting is not None and row.sitting.start == self.start


def _is_enough(part: Part, able: frozenset[int]) -> bool:
    """Whether a requirement, taken by itself, has enough candidates; one without any is another matter."""
    return able == part.needs.keys() if part.take_all else bool(able) or not part.needs
