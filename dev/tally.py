"""Counting what test runners report."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import astuple, dataclass
from pathlib import Path

ENDS = {"failure", "error", "skipped"}


@dataclass(frozen=True)
class Tally:
    """``again``: how many of those that passed had failed the first time."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    again: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    def __str__(self) -> str:
        counts = f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
        return f"{counts} ({self.again} passed only when tried again)" if self.again else counts

    @property
    def is_green(self) -> bool:
        return self.failed == 0 and self.passed > 0

    def ended_with(self, status: int) -> Tally:
        """A runner that says it failed but counts no failure has broken down: that is one failure."""
        return self + Tally(failed=1) if status != 0 and self.failed == 0 else self

    def tried_again(self, second: Tally) -> Tally:
        """With those that failed replaced by what became of them in a second run.

        Whoever it said nothing of has still failed, and so has a run that broke down itself.
        """
        passed = min(second.passed, self.failed)
        failed = max(self.failed - passed, second.failed)
        return Tally(self.passed + passed, failed, self.skipped, self.again + passed)


def of_check(status: int) -> Tally:
    return Tally(passed=1) if status == 0 else Tally(failed=1)


def of_pytest(report: Path) -> Tally:
    """From a JUnit report; nothing where the runner wrote none.

    A test that failed and could not be tidied up either stands there twice: it is one.
    """
    ended = _by_test(report)
    failed = sum(bool(ends & {"failure", "error"}) for ends in ended.values())
    skipped = sum(ends == {"skipped"} for ends in ended.values())
    return Tally(len(ended) - failed - skipped, failed, skipped)


def failed_in(report: Path) -> list[str]:
    """What they are called, each with its file."""
    return [name for name, ends in _by_test(report).items() if ends & {"failure", "error"}]


def _by_test(report: Path) -> dict[str, set[str]]:
    """How each test ended; of one that passed there is nothing to say."""
    if not report.exists():
        return {}
    found: dict[str, set[str]] = {}
    for test in ET.parse(report).getroot().iter("testcase"):  # noqa: S314  # pytest wrote it a moment ago
        name = f"{test.get('classname')}::{test.get('name')}"
        found.setdefault(name, set()).update(each.tag for each in test if each.tag in ENDS)
    return found


def of_vitest(report: Path) -> Tally:
    """From vitest's JSON report; nothing where the runner wrote none."""
    if not report.exists():
        return Tally()
    said = json.loads(report.read_text(encoding="utf-8"))
    skipped = said["numPendingTests"] + said["numTodoTests"]
    return Tally(said["numPassedTests"], said["numFailedTests"], skipped)
