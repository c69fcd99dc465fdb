"""The resources of one question as bits of one frame: who is open, and who is free, from which minute?"""

from zoneinfo import ZoneInfo

from .bits import Frame, shifted
from .known import Known, free_for, taken_bits
from .limits import within_horizon
from .needs import Needs
from .opening import Opening, opening
from .parts import Part
from .question import Question
from .rules import MINUTE


class ResourceBits:
    """Works out a resource when it is asked for, and each thing once.

    All answers are bits of ``frame``, counted by the start of the service. Raises
    ValueError when what is kept of a resource does not reach over the frame.
    """

    def __init__(self, question: Question, frame: Frame) -> None:
        self.question = question
        self.frame = frame
        self._openings: dict[tuple[int, ...], Opening] = {}
        self._horizons: dict[ZoneInfo, int] = {}
        self._posted: dict[tuple[int, int], tuple[Needs, int]] = {}
        self._taken: dict[int, int] = {}
        self._free: dict[tuple[int, Needs], int] = {}
        self._able: dict[tuple[int, Needs, bool], bytes] = {}

    def open_for(self, part: Part, key: int) -> int:
        """The starts that the hours of a candidate allow: W3, and where the service begins W2 and W8."""
        if not part.on_grid:
            return self.lasting(part, key)
        opening, needs = self._opening(key), part.needs[key]
        # Resources that share their hours and needs share the answer. The needs are kept with it, for a
        # number stands for a value only while that lives.
        name = (id(opening), id(needs))
        if name not in self._posted:
            self._posted[name] = needs, self._posted_anew(opening, needs)
        return self._posted[name][1]

    def _posted_anew(self, opening: Opening, needs: Needs) -> int:
        lasting, bits = opening.lasting(needs.length), 0
        step = self.question.rules.step // MINUTE
        for zone in opening.zones:
            grid = lasting & opening.grid(zone, step)
            bits |= shifted(opening.frame.part(grid, self.frame), needs.begins) & self._horizon(zone)
        return bits

    def lasting(self, part: Part, key: int) -> int:
        """The starts at which a candidate is open for the whole part, on the grid or not (W3)."""
        opening, needs = self._opening(key), part.needs[key]
        return shifted(opening.frame.part(opening.lasting(needs.length), self.frame), needs.begins)

    def first_closed(self, part: Part, key: int, place: int) -> int:
        """The first UTC minute of a part started at the bit ``place`` at which a candidate is closed."""
        opening, begins = self._opening(key), place + part.needs[key].begins
        closed = ~(opening.frame.part(opening.open, self.frame) >> begins)
        return self.frame.first + begins + (closed & -closed).bit_length() - 1

    def free_for(self, part: Part, key: int) -> int:
        """The starts at which nothing takes a candidate's time, buffers included (W4, W5)."""
        needs = part.needs[key]
        if (key, needs) not in self._free:
            self._free[key, needs] = self._free_anew(key, needs)
        return self._free[key, needs]

    def is_able(self, part: Part, key: int, place: int) -> bool:
        """Whether a candidate is open and free for a start at the bit ``place``."""
        name = (key, part.needs[key], part.on_grid)
        if name not in self._able:
            able = self.open_for(part, key) & self.free_for(part, key) & self.frame.everything
            # As bytes, for there one bit is read in no time.
            self._able[name] = able.to_bytes((self.frame.last - self.frame.first) // 8, "little")
        return bool(self._able[name][place // 8] >> place % 8 & 1)

    def _free_anew(self, key: int, needs: Needs) -> int:
        kept = self._kept(key)
        free = kept.frame.part(kept.free(needs.taken_length), self.frame) if kept else self.frame.everything
        if self.question.resources[key].taken:
            free &= free_for(needs.taken_length, self._taken_of(key), self.frame)
        return shifted(free, needs.taken_from)

    def _taken_of(self, key: int) -> int:
        if key not in self._taken:
            self._taken[key] = taken_bits(self.question.resources[key].taken, self.frame)
        return self._taken[key]

    def _opening(self, key: int) -> Opening:
        kept = self._kept(key)
        if kept:
            return kept.opening
        schedules = self.question.resources[key].schedules
        name = tuple(map(id, schedules))
        if name not in self._openings:
            self._openings[name] = opening(schedules, self.frame)
        return self._openings[name]

    def _kept(self, key: int) -> Known | None:
        kept = self.question.kept.get(key)
        if kept and not kept.frame.holds(self.frame):
            raise ValueError("kept: does not reach over the dates that are asked")
        return kept

    def _horizon(self, zone: ZoneInfo) -> int:
        if zone not in self._horizons:
            self._horizons[zone] = within_horizon(self.question, zone, self.frame)
        return self._horizons[zone]
