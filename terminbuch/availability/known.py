"""What is known of one resource within a frame, as bits: open time and taken time."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .bits import Frame, bits_of, runs
from .facts import ResourceFacts, Taken
from .opening import Opening, opening
from .spans import Span


@dataclass(frozen=True, slots=True)
class Known:
    """A resource's open and taken minutes; worth keeping for as long as its revision stands.

    Immutable but for remembering its own answers, so several questions may share it.
    """

    opening: Opening
    taken: int
    _free: dict[int, int] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def frame(self) -> Frame:
        """The days that are known."""
        return self.opening.frame

    def free(self, length: int) -> int:
        """The minutes from which on ``length`` minutes in a row are not taken."""
        if length not in self._free:
            self._free[length] = free_for(length, self.taken, self.frame)
        return self._free[length]


def free_for(length: int, taken: int, frame: Frame) -> int:
    """The minutes of the frame from which on ``length`` minutes are not among those taken."""
    return runs(frame.everything ^ taken, length)


def taken_bits(taken: Iterable[Taken], frame: Frame) -> int:
    """The minutes of the frame that the rows touch."""
    spans = [row.span for row in taken]
    return bits_of([(span.first_minute, span.last_minute) for span in spans], frame)


def known(facts: ResourceFacts, span: Span) -> Known:
    """What to keep of a resource: its open time, and its taken time **without holds**.

    A hold's end is a moment and raises no revision, so holds are laid over at each
    question: they stay in ``ResourceFacts.taken``. Whole UTC days around ``span`` are known.
    """
    frame = Frame.around(span.first_minute, span.last_minute)
    lasting = [row for row in facts.taken if row.kind != "hold"]
    return Known(opening(facts.schedules, frame), taken_bits(lasting, frame))
