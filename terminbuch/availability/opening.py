"""Posted hours as bits: when is a resource open, and where do its grids begin?

W1 (open), W2 (grid) and W10 (exceptions) of docs/availability.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .bits import Frame, bits_of, comb, runs
from .hours import Schedule
from .minutes import DAY
from .posted import posted_runs
from .zones import first_reading, stretches, utc_pieces

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
        everything = [piece[:2] for _, pieces in self.pieces for piece in pieces]
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
        length = self.frame.last - self.frame.first
        phases = {(origin - self.frame.first) % step for _, _, origin in pieces}
        if len(phases) == 1 and len(self.pieces) == 1:
            return self.open & comb(step, phases.pop(), length)
        grid = 0
        for phase in phases:
            of_phase = [piece[:2] for piece in pieces if (piece[2] - self.frame.first) % step == phase]
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


def _pieces(schedules: list[Schedule], frame: Frame) -> Iterator[Piece]:
    """The open times of schedules that share a zone, in UTC, as far as they touch the frame."""
    zone = schedules[0].zone
    # Two days more than asked, so that a grid's first minute is seen unless it lies far back.
    seen_from = frame.first - 2 * DAY
    clock = stretches(zone, seen_from, frame.last)
    first_day = min((first + offset) // DAY for first, _, offset in clock)
    last_day = max((last + offset) // DAY for _, last, offset in clock)
    for opens, closes in posted_runs(schedules, first_day, last_day):
        pieces = list(utc_pieces(clock, opens, closes))
        if pieces and pieces[-1][1] > frame.first:
            seen = pieces[0][0] > seen_from
            origin = pieces[0][0] if seen else first_reading(zone, opens)
            yield from ((first, last, origin) for first, last in pieces)
