"""A day drawn as a bar, in minutes since midnight by the clock of the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from terminbuch.availability import Window
from terminbuch.models import Absence

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind``: open, other (on this date alone) or away."""

    kind: str
    first: int
    last: int

    @property
    def width(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Picture:
    """Whoever is away covers what would be open, so that comes last."""

    pieces: list[Piece]


def picture(pieces: Iterable[Piece]) -> Picture:
    return Picture(sorted(pieces, key=lambda piece: (piece.kind == "away", piece.first)))


def opened(window: Window, offset: int, *, is_other: bool) -> Piece | None:
    """The part of a window that lies on the day; ``offset`` -1: it began the day before."""
    first, last = _minutes(window.opens), _minutes(window.closes)
    last += MINUTES if last <= first else 0
    first, last = max(first + offset * MINUTES, 0), min(last + offset * MINUTES, MINUTES)
    return Piece("other" if is_other else "open", first, last) if first < last else None


def away(absence: Absence, on_date: date, zone: ZoneInfo) -> Piece | None:
    """The part of an absence that lies on the day."""
    midnight = datetime.combine(on_date, time(), zone)
    first = _since(midnight, absence.starts_at)
    last = MINUTES if absence.ends_at is None else _since(midnight, absence.ends_at)
    first, last = max(first, 0), min(last, MINUTES)
    return Piece("away", first, last) if first < last else None


def _since(midnight: datetime, instant: datetime) -> int:
    """Wall clock minutes: at three it is 180, also where clocks went on in the night."""
    local = instant.astimezone(midnight.tzinfo).replace(tzinfo=None)
    return (local - midnight.replace(tzinfo=None)) // timedelta(minutes=1)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
