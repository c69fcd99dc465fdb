"""T11: any deeds in any order, beside a reference of a hundred lines."""

from __future__ import annotations

import os
import random
import subprocess
import sys

from tests.torture.house import House
from tests.torture.step import SQLITE, Findings, Size, step

LIVES, DEEDS = 60, 30
LAST_WORDS = 3000
"""So many signs of what failed: Hypothesis ends with the shortest list of deeds that does."""


@step("T11", title="a model: any deeds in any order", limit=150, engines=SQLITE)
def any_life(_house: House, luck: random.Random, _size: Size) -> Findings:
    """In a database of pytest's own. The short form is part of `make test` anyway, as tests/life."""
    seed = luck.randrange(2**31)
    command = [sys.executable, "-m", "pytest", "-q", "tests/life", f"--hypothesis-seed={seed}"]
    told = {name: value for name, value in os.environ.items() if name != "CI"}  # there luck is fixed
    told |= {"LIVES": str(LIVES), "DATABASE_URL": ""}
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    figures: dict[str, float | str] = {"lives": LIVES, "deeds": LIVES * DEEDS, "seed of the model": seed}
    return Findings(figures, [done.stdout[-LAST_WORDS:]] if done.returncode else [])
