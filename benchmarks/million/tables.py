"""What was measured, as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .size import Size

GROWN, WORTH_MS = 1.5, 3.0
"""By so much, and by so many milliseconds, a page must be slower to be named."""
SLOWEST = 10


@dataclass(frozen=True)
class Took:
    """Milliseconds; what an engine in a process of its own computes is in ``waited`` only."""

    waited: float
    computed: float
    statements: int
    found: int


@dataclass(frozen=True)
class Measured:
    """Round by round, at the small size and at the large one."""

    name: str
    small: list[Took]
    large: list[Took]

    @property
    def kind(self) -> str:
        return self.name.split("|")[0]

    @property
    def what(self) -> str:
        return self.name.split("|")[1]

    @property
    def whose(self) -> str:
        return self.name.split("|")[2]

    @property
    def waited(self) -> tuple[float, float]:
        return _middle(self.small), _middle(self.large)

    @property
    def growth(self) -> float:
        small, large = self.waited
        return large / small

    @property
    def has_grown(self) -> bool:
        small, large = self.waited
        return self.growth >= GROWN and large - small >= WORTH_MS

    def line(self) -> str:
        small, large = self.waited
        spread = f"{min(_waited(self.large)):.1f} to {max(_waited(self.large)):.1f}"
        asked = f"{_statements(self.small)} | {_statements(self.large)}"
        figures = f"{small:.1f} | {large:.1f} | {spread} | × {self.growth:.2f} | {asked}"
        what = f"`{self.what}`" if self.kind == "page" else self.what
        return f"| {what} | {self.whose} | {figures} |"


def beginning(engine: str, sizes: tuple[Size, Size], filled: Sequence[dict[str, Any]]) -> str:
    """How many rows there are, and how long it took to make them."""
    seconds = " and ".join(f"{one['seconds']:.0f} s" for one in filled)
    head = [f"\n### {engine}\n", f"Filled in {seconds}, both at the same time.\n"]
    head += [f"| rows | {_said(sizes[0])} | {_said(sizes[1])} |", "| --- | ---: | ---: |"]
    small, large = (one["rows"] for one in filled)
    return "\n".join([*head, *(f"| {table} | {small[table]} | {large[table]} |" for table in large)])


def work_and_deeds(measured: Iterable[Measured], sizes: tuple[Size, Size]) -> str:
    lines = [one for one in measured if one.kind != "page"]
    faults = [str(took.found) for one in lines if one.what.startswith("verify") for took in one.large[-1:]]
    return (
        f"{_table(lines, sizes)}\n\nThe verification found {' and '.join(faults) or 'nothing asked'} faults."
    )


def summary(measured: Iterable[Measured], sizes: tuple[Size, Size]) -> str:
    """How pages grow, those that have grown, and the slowest."""
    found = [one for one in measured if one.kind == "page"]
    told = [_growth(whose, [one for one in found if one.whose == whose]) for whose in _by_whose(found)]
    slowest = sorted(found, key=lambda one: one.waited[1])[-SLOWEST:]
    named = [one for one in found if one.has_grown or one in slowest]
    said = (
        f"By {GROWN} or more and by {WORTH_MS:.0f} ms or more have grown, or are among the {SLOWEST} slowest:"
    )
    return "\n\n".join(["", *told, said, _table(named, sizes)])


def everything(measured: Iterable[Measured], sizes: tuple[Size, Size]) -> str:
    return _table([one for one in measured if one.kind == "page"], sizes)


def _growth(whose: str, found: Sequence[Measured]) -> str:
    grown = sorted(one.growth for one in found)
    middle, most = statistics.median(grown), grown[-1 - len(grown) // 10]
    return f"{len(found)} pages of {whose}: the middle one × {middle:.2f}, nine of ten at most × {most:.2f}."


def _by_whose(found: Iterable[Measured]) -> list[str]:
    return sorted({one.whose for one in found})


def _table(lines: Iterable[Measured], sizes: tuple[Size, Size]) -> str:
    small, large = map(_said, sizes)
    columns = f"{small} ms | {large} ms | its least to most | growth | statements | at {large}"
    head = f"| what | whose | {columns} |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    return "\n".join(["", head, *(one.line() for one in lines)])


def _said(size: Size) -> str:
    return f"{size.bookings:,}"


def _middle(rounds: Sequence[Took]) -> float:
    return statistics.median(_waited(rounds))


def _waited(rounds: Iterable[Took]) -> list[float]:
    return [took.waited for took in rounds]


def _statements(rounds: Sequence[Took]) -> int:
    return round(statistics.median(took.statements for took in rounds))
