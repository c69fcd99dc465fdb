"""The last line of `make test` is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dev import tally
from dev import test as run
from dev.tally import Tally

REPORT = """<testsuites><testsuite>
  <testcase classname="tests.test_one" name="test_passed"><system-out>a word</system-out></testcase>
  <testcase classname="tests.test_one" name="test_skipped"><skipped/></testcase>
  <testcase classname="tests.test_one" name="test_failed[and more]"><failure/></testcase>
  <testcase classname="tests.test_one" name="test_failed[and more]"><error/></testcase>
  <testcase classname="" name="tests.test_other"><error/></testcase>
</testsuite></testsuites>"""
# One fails until it was tried, one always, and one never.
THREE_JOURNEYS = """
from pathlib import Path
import pytest

pytestmark = pytest.mark.browser
tried = Path(__file__).with_name("tried")

def test_slow_once():
    was_tried = tried.exists()
    tried.touch()
    assert was_tried

def test_broken():
    assert False

def test_whole():
    pass
"""


def test_a_report_of_pytest_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)

    assert tally.of_pytest(report) == Tally(passed=1, failed=2, skipped=1)
    assert tally.failed_in(report) == ["tests.test_one::test_failed[and more]", "::tests.test_other"]


def test_a_journey_that_failed_is_tried_once_more_and_one_that_is_broken_stays_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    counted = run.tried_twice(tmp_path, *_written(tmp_path, THREE_JOURNEYS))

    assert counted == Tally(passed=2, failed=1, again=1)
    assert "tried once more, alone: test_journeys::test_slow_once, test_journeys::test_broken" in (
        capfd.readouterr().out
    )


def test_where_many_failed_none_is_tried_again(tmp_path: Path) -> None:
    every = f"@pytest.mark.parametrize('number', range({run.FEW}))\ndef test_broken(number)"
    journeys = THREE_JOURNEYS.replace("def test_broken()", every)

    counted = run.tried_twice(tmp_path, *_written(tmp_path, journeys))

    assert counted == Tally(passed=1, failed=run.FEW + 1)


def _written(folder: Path, journeys: str) -> tuple[str, ...]:
    """The words by which pytest runs these alone, without a database, in its own process."""
    (folder / "test_journeys.py").write_text(journeys)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = browser: opens nothing here\n")
    return str(folder / "test_journeys.py"), "-c", str(folder / "pytest.ini"), "-n", "0"


@pytest.mark.parametrize(
    ("second", "sum_"),
    [
        (Tally(passed=2), Tally(passed=9, skipped=1, again=2)),
        (Tally(passed=1, failed=1), Tally(passed=8, failed=1, skipped=1, again=1)),
        (Tally(failed=1), Tally(passed=7, failed=2, skipped=1)),
        (Tally(passed=2, failed=1), Tally(passed=9, failed=1, skipped=1, again=2)),
    ],
    ids=["all passed", "one failed again", "it broke down", "it broke down at the end"],
)
def test_what_was_tried_again_counts_as_it_ended(second: Tally, sum_: Tally) -> None:
    assert Tally(passed=7, failed=2, skipped=1).tried_again(second) == sum_


def test_a_report_of_vitest_is_counted(tmp_path: Path) -> None:
    counts = {"numPassedTests": 7, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 1}
    report = tmp_path / "report.json"
    report.write_text(json.dumps(counts))

    assert tally.of_vitest(report) == Tally(passed=7, failed=1, skipped=3)


def test_a_runner_that_broke_down_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert tally.of_pytest(tmp_path / "none.xml").ended_with(3) == Tally(failed=1)


def test_the_line_is_the_one_that_readers_of_logs_know() -> None:
    assert str(Tally(1, 0, 2) + Tally(3, 0, 0)) == "4 passed, 0 failed, 2 skipped"


def test_the_line_says_how_many_passed_only_when_tried_again() -> None:
    counted = str(Tally(1, 0, 2, again=1) + Tally(3))

    assert counted == "4 passed, 0 failed, 2 skipped (1 passed only when tried again)"


@pytest.mark.parametrize(("counted", "green"), [(Tally(1), True), (Tally(1, 1), False), (Tally(), False)])
def test_green_means_that_something_passed_and_nothing_failed(counted: Tally, green: bool) -> None:
    assert counted.is_green is green
