"""T6: a process dies at each of these points; what was asked is done once, and nobody repairs anything."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from tests.torture.checks import all_checks
from tests.torture.faults.actors import Unplayed, company
from tests.torture.faults.acts import ACTS, finish
from tests.torture.faults.points import POINTS, Point
from tests.torture.faults.script import Script, scripts
from tests.torture.house import House
from tests.torture.step import SQLITE, Findings, Size, step

SLOW = {"migrate", "backup"}
IN_THE_END = ("X7", "X14", "X16")
"""What reads every mail and log, or waits until all that is due has left."""


@step("T6", title="a process dies at each point", limit=150, short=SQLITE)
def sweep(house: House, _luck: random.Random, size: Size) -> Findings:
    """In the short run one point in four, and not those that take seconds."""
    points = size.pick(POINTS, tuple(point for point in POINTS if point.play not in SLOW)[::4])
    began = time.monotonic()
    with company(house) as actors, scripts(house, actors) as script:
        for point in points:
            _play(script, point)
        _survive(script, "in the end", lambda: finish(script, {point.play for point in points}))
    broken = [*script.broken, *all_checks(house)]
    return Findings({"points": len(points), "seconds": round(time.monotonic() - began, 1)}, broken)


def _play(script: Script, point: Point) -> None:
    """Whatever one point breaks, the others still are played. What is on its way is looked at in the end."""
    _survive(script, point.title, lambda: ACTS[point.play](script, point))
    for sentence in all_checks(script.house, without=IN_THE_END):
        if not any(sentence in known for known in script.broken):
            script.broken.append(f"{point.title}: {sentence}")


def _survive(script: Script, title: str, act: Callable[[], None]) -> None:
    try:
        act()
    except (Unplayed, LookupError, OSError) as trouble:
        script.broken.append(f"{title}: {trouble}")
