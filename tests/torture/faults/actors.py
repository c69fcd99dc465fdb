"""Who plays, as the driver sees it: a program in the house, which dies as often as it is told."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from tests.torture.faults.failing import DIED
from tests.torture.faults.points import Point
from tests.torture.house import House
from tests.torture.processes import ROOT


class Unplayed(Exception):
    """A play ended otherwise than it should; the message holds what it said."""


@dataclass(frozen=True)
class Company:
    """``play`` answers with what the play said; ``die`` has it end at a point."""

    house: House
    stage: subprocess.Popen[str]

    def play(self, name: str, **given: Any) -> Any:
        status, answer = self._played(name, None, given)
        if status != 0:
            raise Unplayed(f"{name} ended with {status}: {answer}")
        return answer

    def die(self, point: Point, name: str, **given: Any) -> None:
        """Raises Unplayed when it did not come to the point."""
        status, answer = self._played(name, point, given)
        if status != DIED:
            raise Unplayed(f"{point.title}: {name} never came there, but to {status}: {answer}")
        self.house.kills += 1
        self.house.deaths += name in {"work", "turn"}

    def _played(self, name: str, point: Point | None, given: dict[str, Any]) -> tuple[int, Any]:
        asked = {"play": name, "point": asdict(point) if point else None, "given": given}
        assert self.stage.stdin is not None
        assert self.stage.stdout is not None
        self.stage.stdin.write(json.dumps(asked) + "\n")
        self.stage.stdin.flush()
        line = self.stage.stdout.readline()
        if not line:
            raise Unplayed("the stage has gone")
        said = json.loads(line)
        return said["status"], said["answer"]


@contextmanager
def company(house: House, **env: str) -> Iterator[Company]:
    with (house.logs / "stage.log").open("ab") as log:
        stage = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.faults.stage"], env={**house.environment, **env}, cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
        )  # fmt: skip
    try:
        yield Company(house, stage)
    finally:
        stage.kill()
        stage.communicate()
