"""The offer: at which minutes may a service start, and who could serve it then?

The one computation behind the list of slots, the check of a single start and the
choice of resources. It works on bits, see bits.py.
"""

from collections.abc import Callable
from functools import cached_property

from .bits import Frame, bits_at, places
from .limits import earliest_minute, on_full_days
from .parts import Part, parts, reach
from .question import Question
from .resource_bits import ResourceBits
from .serving import Serving, can_serve, share_candidates
from .sittings import Running, running_sittings


class Offer:
    """The starts from the UTC minute ``first`` up to ``until``; worked out when asked."""

    def __init__(self, question: Question, first: int, until: int) -> None:
        self.question, self.first, self.until = question, first, until
        self.parts = parts(question.rules, question.requirements)
        before, after = reach(self.parts)
        self.frame = Frame.around(first - before, until - 1 + after)
        self.resources = ResourceBits(question, self.frame)

    @cached_property
    def starts(self) -> int:
        """The bits of all starts on offer."""
        allowed = self.allowed
        return self._apart(allowed & ~bits_at(self.running)) | allowed & bits_at(self.joined)

    @cached_property
    def allowed(self) -> int:
        """The minutes asked for, as far as notice (W7) and the limit per day let them be."""
        first = max(self.first, earliest_minute(self.question))
        if first >= self.until:
            return 0
        asked = (1 << (self.until - first)) - 1 << (first - self.frame.first)
        return asked & ~on_full_days(self.question, self.frame)

    def _apart(self, wanted: int) -> int:
        """Of the bits wanted those at which a booking with a sitting of its own can start."""
        if not self.parts:
            return 0
        for part in self.parts:
            wanted = self._all_of(part, wanted) if part.take_all else self._one_of(part, wanted)
        return self._matched(wanted) if share_candidates(self.parts) else wanted

    def _all_of(self, part: Part, wanted: int) -> int:
        for key in part.needs:
            wanted &= self.resources.open_for(part, key)
            wanted = wanted and wanted & self.resources.free_for(part, key)
        return wanted if part.needs else 0

    def _one_of(self, part: Part, wanted: int) -> int:
        missing, served = wanted, -1
        for key in part.needs:
            posted = self.resources.open_for(part, key)
            # Whoever could add nothing need not be worked out: often most of a large pool, with one answer.
            if posted is served:
                continue
            could = missing & posted
            if could:
                missing ^= could & self.resources.free_for(part, key)
            else:
                served = posted
        return wanted ^ missing

    def _matched(self, wanted: int) -> int:
        """Of the bits wanted those at which no resource is needed twice."""
        possible: dict[Serving, bool] = {}
        for place in places(wanted):
            serving = self.serving_apart(place)
            if serving not in possible:
                possible[serving] = can_serve(self.parts, serving)
            if not possible[serving]:
                wanted ^= 1 << place
        return wanted

    def serving(self, place: int) -> Serving:
        """Who could serve a start on offer; while a sitting has seats left, only its own resources."""
        if place in self.joined:
            return self._serving_in(self.joined[place])
        return self.serving_apart(place)

    def serving_apart(self, place: int) -> Serving:
        """Who is open and free at the bit."""
        return self._who(lambda part, key: self.resources.is_able(part, key, place))

    @cached_property
    def running(self) -> dict[int, list[Running]]:
        """The sittings that run already, by the bit of their start."""
        found = running_sittings(self.question).items()
        return {
            minute - self.frame.first: sittings
            for minute, sittings in found
            if self.first <= minute < self.until
        }

    @cached_property
    def joined(self) -> dict[int, Running]:
        """The sittings that one more seat can join, by the bit of their start (W6)."""
        joinable: dict[int, Running] = {}
        for place, sittings in self.running.items():
            first = next(filter(self._can_be_joined, sittings), None)
            if first is not None:
                joinable[place] = first
        return joinable

    def _can_be_joined(self, sitting: Running) -> bool:
        if sitting.seats_taken >= self.question.rules.capacity:
            return False
        return can_serve(self.parts, self._serving_in(sitting))

    def _serving_in(self, sitting: Running) -> Serving:
        place = sitting.minute - self.frame.first

        def can(part: Part, key: int) -> bool:
            in_it = key in sitting.rows and self.resources.open_for(part, key) >> place & 1
            return bool(in_it) and sitting.leaves_free(part.needs[key], self.question.resources[key].taken)

        return self._who(can)

    def _who(self, can: Callable[[Part, int], bool]) -> Serving:
        return tuple(frozenset(key for key in part.needs if can(part, key)) for part in self.parts)
