"""Random series are expanded by us and by ical.js, Thunderbird's engine: both must find the same times."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from dev import front_end
from terminbuch.ical.busy import Asked, understood_feed
from tests.ical.random_rules import series

FROM, UNTIL = datetime(2026, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
ASKED = Asked(FROM, UNTIL, ZoneInfo("UTC"))
PROGRAM = Path(__file__).with_name("second_opinion.mjs")


class IcalJs:
    """One process for all questions."""

    def __init__(self) -> None:
        node = shutil.which("node", path=front_end.environment()["PATH"])
        assert node is not None
        self.process = subprocess.Popen(
            [node, PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def starts(self, text: str) -> list[str]:
        asked = {"text": text, "from": _wall(FROM), "until": _wall(UNTIL)}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        told: list[str] = json.loads(self.process.stdout.readline())
        return told

    def end(self) -> None:
        with self.process:
            self.process.kill()


@pytest.fixture(scope="module")
def ical_js() -> Iterator[IcalJs]:
    program = IcalJs()
    yield program
    program.end()


@given(series())
@settings(max_examples=60, deadline=None)
def test_a_random_series_is_read_as_by_ical_js(ical_js: IcalJs, given_series: Any):
    text, start = given_series

    [*events] = understood_feed(text.encode(), ASKED).events

    ours = [_wall(span.starts_at) for event in events for span in event.spans]
    # ical.js leaves out a first event that the rule would not have.
    assert [at for at in ours if at != start.isoformat()] == [
        at for at in ical_js.starts(text) if at != start.isoformat()
    ]


def _wall(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="seconds")
