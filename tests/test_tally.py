"""The last line of `make test` is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dev import tally
from dev.tally import Tally


def test_a_report_of_pytest_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>')

    assert tally.of_pytest(report) == Tally(passed=5, failed=3, skipped=1)


def test_a_report_of_vitest_is_counted(tmp_path: Path) -> None:
    counts = {"numPassedTests": 7, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 1}
    report = tmp_path / "report.json"
    report.write_text(json.dumps(counts))

    assert tally.of_vitest(report) == Tally(passed=7, failed=1, skipped=3)


def test_a_runner_that_broke_down_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert tally.of_pytest(tmp_path / "none.xml").ended_with(3) == Tally(failed=1)


def test_the_line_is_the_one_that_readers_of_logs_know() -> None:
    assert str(Tally(1, 0, 2) + Tally(3, 0, 0)) == "4 passed, 0 failed, 2 skipped"


@pytest.mark.parametrize(("counted", "green"), [(Tally(1), True), (Tally(1, 1), False), (Tally(), False)])
def test_green_means_that_something_passed_and_nothing_failed(counted: Tally, green: bool) -> None:
    assert counted.is_green is green
