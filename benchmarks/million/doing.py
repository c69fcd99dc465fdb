"""What is measured: something that somebody does, again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

type Do = Callable[[int], object]
"""Told which round it is, for times can be taken once."""

USUAL, LARGE, ALL = "one like most", "the large one", "all"


@dataclass(frozen=True)
class Doing:
    """``whose``: a business (USUAL, LARGE), or what concerns the whole installation (ALL).

    ``kept``: what this process knows is left to it; else everything is asked of the tables. ``seldom``: takes
    so long that it is measured a few times only.
    """

    kind: str
    what: str
    whose: str
    do: Do
    kept: bool = False
    seldom: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}|{self.what}|{self.whose}"
