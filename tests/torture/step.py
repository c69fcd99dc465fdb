"""What a step of the suite is, and how one is run: with luck of its own, and within a limit."""

from __future__ import annotations

import hashlib
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

    from tests.torture.house import House

POSTGRESQL, SQLITE = ("postgresql",), ("sqlite",)
ENGINES = (*POSTGRESQL, *SQLITE)
AGAIN = 3.0  # seconds; who waits for somebody on the way out is told once more


class Overrun(Exception):
    """The step took longer than it may."""


@dataclass(frozen=True)
class Size:
    """How much is done (all of it, or little of everything), and on how slow a machine."""

    is_short: bool = False
    patience: float = 1.0
    """How much longer than on two cores of its own everything may take."""

    def pick[Value](self, full: Value, short: Value) -> Value:
        return short if self.is_short else full


@dataclass
class Findings:
    """``figures`` stand in the report; each of ``broken`` is a sentence, and one is enough to fail."""

    figures: dict[str, float | str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


type Deed = Callable[[House, random.Random, Size], Findings]


@dataclass(frozen=True)
class Step:
    """``limit`` in seconds, for the full size, from the start of its house to the last check.

    ``short_on``: the engines on which the short run has it too.
    """

    name: str
    title: str
    limit: float
    deed: Deed
    short_on: tuple[str, ...]
    engines: tuple[str, ...]

    @property
    def number(self) -> tuple[int, str]:
        """T2 before T10; controls of a step (T1-…) in the order of their names."""
        digits = self.name[1:].split("-", 1)[0]
        return int(digits), self.name


@dataclass(frozen=True)
class Outcome:
    step: Step
    engine: str
    seed: int
    seconds: float
    findings: Findings
    was_short: bool = False

    @property
    def holds(self) -> bool:
        return not self.findings.broken


STEPS: dict[str, Step] = {}


def step(
    name: str, *, title: str, limit: float, short: tuple[str, ...] = (), engines: tuple[str, ...] = ENGINES
) -> Callable[[Deed], Deed]:
    """Registers a function as a step; ``short`` says on which engines the short run has it too."""

    def register(deed: Deed) -> Deed:
        if name in STEPS:
            raise ValueError(f"two steps are called {name}")
        STEPS[name] = Step(name, title, limit, deed, short, engines)
        return deed

    return register


def luck_of(seed: int, name: str, engine: str) -> random.Random:
    """The luck of one step on one engine: the same for the same seed, whatever else runs."""
    digest = hashlib.sha256(f"{seed}:{name}:{engine}".encode()).digest()
    return random.Random(int.from_bytes(digest[:8]))


def run(step_: Step, engine: str, *, seed: int, size: Size, house: AbstractContextManager[House]) -> Outcome:
    """Does the step in its house. Whatever it raises is a finding, with the lines that led to it."""
    began, findings = time.monotonic(), Findings()
    try:
        with _limited(step_.limit * size.patience), house as opened:
            findings = step_.deed(opened, luck_of(seed, step_.name, engine), size)
    except Overrun:
        findings.broken.append(f"took longer than {step_.limit * size.patience:.0f} s")
    except Exception:  # noqa: BLE001  # a step that breaks is a finding, and the others still run
        findings.broken.append(traceback.format_exc())
    return Outcome(step_, engine, seed, time.monotonic() - began, findings, size.is_short)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raises Overrun in the main thread when they are over, and again while it is still on its way out."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise Overrun

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
