"""The offer: at which minutes may a service start, and who could serve it then?

The one computation behind the list of slots, the check of a single start and the
choice of resources. It works on bits, see bits.py.
"""

from collections.abc import Callable, Iterable
from functools import cached_property

from .bits import Frame, places
from .limits import earliest_minute, on_full_days
from .needs import Needs
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
        self._bytes: dict[tuple[int, Needs, bool], bytes] = {}

    @cached_property
    def starts(self) -> int:
        """The bits of all starts on offer."""
        allowed = self.allowed
        return self._apart(allowed & ~self._bits_at(self.running)) | allowed & self._bits_at(self.joined)

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
            wanted &= self.open_for(part, key)
            wanted = wanted and wanted & self.free_for(part, key)
        return wanted if part.needs else 0

    def _one_of(self, part: Part, wanted: int) -> int:
        missing = wanted
        for key in part.needs:
            could = missing & self.open_for(part, key)
            # Whoever could add nothing need not be worked out: often most of a large pool.
            if could:
                missing ^= could & self.free_for(part, key)
        return wanted ^ missing

    def open_for(self, part: Part, key: int) -> int:
        """The bits of starts that the hours of a candidate allow."""
        open_for = self.resources.posted if part.on_grid else self.resources.lasting
        return open_for(key, part.needs[key])

    def free_for(self, part: Part, key: int) -> int:
        """The bits of starts at which nothing takes the candidate's time."""
        return self.resources.free(key, part.needs[key])

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
        byte, bit = divmod(place, 8)
        return self._who(lambda part, key: bool(self._able(part, key)[byte] >> bit & 1))

    def _able(self, part: Part, key: int) -> bytes:
        """The bits at which a candidate is open and free, as bytes: one bit is read in no time."""
        name = (key, part.needs[key], part.on_grid)
        if name not in self._bytes:
            bits = self.open_for(part, key) & self.free_for(part, key) & self.frame.everything
            self._bytes[name] = bits.to_bytes((self.frame.last - self.frame.first) // 8, "little")
        return self._bytes[name]

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
        joinable = {}
        for place, sittings in self.running.items():
            for sitting in sittings:
                if (
                    place not in joinable
                    and self._has_a_seat(sitting)
                    and can_serve(self.parts, self._serving_in(sitting))
                ):
                    joinable[place] = sitting
        return joinable

    def _has_a_seat(self, sitting: Running) -> bool:
        return sitting.seats_taken < self.question.rules.capacity

    def _serving_in(self, sitting: Running) -> Serving:
        place = sitting.minute - self.frame.first

        def can(part: Part, key: int) -> bool:
            in_it = key in sitting.rows and self.open_for(part, key) >> place & 1
            return bool(in_it) and sitting.leaves_free(part.needs[key], self.question.resources[key].taken)

        return self._who(can)

    def _who(self, can: Callable[[Part, int], bool]) -> Serving:
        return tuple(frozenset(key for key in part.needs if can(part, key)) for part in self.parts)

    @staticmethod
    def _bits_at(found: Iterable[int]) -> int:
        bits = 0
        for place in found:
            bits |= 1 << place
        return bits
