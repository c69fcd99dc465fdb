"""Bars as SVG wants them: numbers only. The words stand in the table beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220
LEFT, BOTTOM, TOP = 52, 30, 12
GOOD = (1, 2, 5)
LABELS = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar; ``kind`` is its colour."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A word on an axis."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    pieces: list[Piece]
    lines: list[Mark]
    labels: list[Mark]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def stacked(bars: Sequence[dict[str, int]], labels: Sequence[str]) -> Plot:
    """One bar a week, its kinds one above the other. Of the labels, as many as there is room for."""
    most = _ceiling(max((sum(bar.values()) for bar in bars), default=0))
    room = (WIDTH - LEFT) / max(len(bars), 1)
    per = (HEIGHT - BOTTOM - TOP) / most
    pieces = [piece for at, bar in enumerate(bars) for piece in _bar(bar, LEFT + at * room, room, per)]
    every = -(-len(bars) // LABELS) or 1
    return Plot(
        pieces=pieces,
        lines=[Mark(LEFT - 6, _rounded(HEIGHT - BOTTOM - value * per), str(value)) for value in _steps(most)],
        labels=[
            Mark(_rounded(LEFT + (at + 0.5) * room), HEIGHT - 8, label)
            for at, label in enumerate(labels)
            if at % every == 0
        ],
    )


def _bar(bar: dict[str, int], x: float, room: float, per: float) -> Iterable[Piece]:
    y = float(HEIGHT - BOTTOM)
    for kind, value in bar.items():
        if value:
            y -= value * per
            yield Piece(
                kind, _rounded(x + room * 0.18), _rounded(y), _rounded(room * 0.64), _rounded(value * per)
            )


def _steps(most: int) -> list[int]:
    return [0, most] if most % 2 else [0, most // 2, most]


def _ceiling(value: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … that is not below."""
    power = 1
    while True:
        for good in GOOD:
            if good * power >= value:
                return good * power
        power *= 10


def _rounded(number: float) -> float:
    return round(number, 1)
