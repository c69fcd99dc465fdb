"""Posted hours as bits: when is a resource open, and where do its grids begin?

W1 (open), W2 (grid) and W10 (exceptions) of docs/availability.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .bits import Frame, bits_of, comb, runs
from .hours import Schedule
from .minutes import DAY
from .posted import posted_runs
from .zones import Stretch, first_reading, stretches, utc_pieces

type Piece = tuple[int, int, int]
"""First and last (not included) UTC minute of an open time, and the minute where its grid begins."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The open time of one resource within a frame; remembers what it was asked."""

    frame: Frame
    pieces: tuple[tuple[ZoneInfo, tuple[Piece, ...]], ...]
    open: int = field(init=False)
    _remembered: dict[tuple[object, ...], int] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        everything = [(first, last) for _, pieces in self.pieces for first, last, _ in pieces]
        object.__setattr__(self, "open", bits_of(everything, self.frame))

    @property
    def zones(self) -> list[ZoneInfo]:
        """The zones that the hours are posted in: one, unless locations far apart share a resource."""
        return [zone for zone, _ in self.pieces]

    def grid(self, zone: ZoneInfo, step: int) -> int:
        """The starts that the hours posted in ``zone`` offer (W2)."""
        key = (zone, step)
        if key not in self._remembered:
            self._remembered[key] = self._grid(dict(self.pieces)[zone], step)
        return self._remembered[key]

    def _grid(self, pieces: tuple[Piece, ...], step: int) -> int:
        begin, length = self.frame.first, self.frame.last - self.frame.first
        phases = {(origin - begin) % step for _, _, origin in pieces}
        if len(phases) == 1 and len(self.pieces) == 1:
            return self.open & comb(step, phases.pop(), length)
        grid = 0
        for phase in phases:
            of_phase = [(first, last) for first, last, origin in pieces if (origin - begin) % step == phase]
            grid |= bits_of(of_phase, self.frame) & comb(step, phase, length)
        return grid

    def lasting(self, length: int) -> int:
        """The minutes from which on ``length`` minutes in a row are open (W3)."""
        if (length,) not in self._remembered:
            self._remembered[length,] = runs(self.open, length)
        return self._remembered[length,]


def opening(schedules: Iterable[Schedule], frame: Frame) -> Opening:
    """The open time by all schedules together, within the days of ``frame``."""
    by_zone: dict[str, list[Schedule]] = {}
    for schedule in schedules:
        by_zone.setdefault(schedule.zone.key, []).append(schedule)
    return Opening(
        frame,
        tuple((group[0].zone, tuple(_pieces(group, frame))) for group in by_zone.values()),
    )


def _pieces(schedules: list[Schedule], frame: Frame) -> list[Piece]:
    """The open times of schedules that share a zone, in UTC, as far as they touch the frame."""
    zone, begin = schedules[0].zone, frame.first
    # Two days more than asked, so that a grid's first minute is seen unless it lies far back.
    seen_from = begin - 2 * DAY
    clock = stretches(zone, seen_from, frame.last)
    first_day = min((first + offset) // DAY for first, _, offset in clock)
    last_day = max((last + offset) // DAY for _, last, offset in clock)
    calm_from, calm_until, calm_offset = _calm(clock)
    found = []
    for opens, closes in posted_runs(schedules, first_day, last_day):
        start, end = opens - calm_offset, closes - calm_offset
        if calm_from <= start and end <= calm_until:
            found.append((start, end, start))
            continue
        pieces = utc_pieces(clock, opens, closes)
        if pieces and pieces[-1][1] > begin:
            origin = pieces[0][0] if pieces[0][0] > seen_from else first_reading(zone, opens)
            found += [(first, last, origin) for first, last in pieces]
    return found


def _calm(clock: list[Stretch]) -> Stretch:
    """The longest time that is two days or more away from any clock change, on both sides.

    There a posted run is one piece and its grid begins with it, so there is less to work out.
    """
    first, last, offset = max(clock, key=lambda stretch: stretch[1] - stretch[0])
    return first + 2 * DAY, last - 2 * DAY, offset
