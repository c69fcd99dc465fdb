"""Counting what test runners report."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    @property
    def is_green(self) -> bool:
        return self.failed == 0 and self.passed > 0

    def ended_with(self, status: int) -> Tally:
        """A runner that says it failed but counts no failure has broken down: that is one failure."""
        return self + Tally(failed=1) if status != 0 and self.failed == 0 else self


def of_check(status: int) -> Tally:
    return Tally(passed=1) if status == 0 else Tally(failed=1)


def of_pytest(report: Path) -> Tally:
    """From a JUnit report; nothing where the runner wrote none."""
    if not report.exists():
        return Tally()
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  # pytest wrote it a moment ago
    return sum((_of_suite(suite) for suite in suites), Tally())


def _of_suite(suite: ET.Element) -> Tally:
    tests, failures, errors, skipped = (
        int(suite.get(count, "0")) for count in ("tests", "failures", "errors", "skipped")
    )
    return Tally(tests - failures - errors - skipped, failures + errors, skipped)


def of_vitest(report: Path) -> Tally:
    """From vitest's JSON report; nothing where the runner wrote none."""
    if not report.exists():
        return Tally()
    said = json.loads(report.read_text(encoding="utf-8"))
    skipped = said["numPendingTests"] + said["numTodoTests"]
    return Tally(said["numPassedTests"], said["numFailedTests"], skipped)
