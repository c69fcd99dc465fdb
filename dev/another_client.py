"""An environment for the caldav library, which replaces urllib3 wherever it is installed.

Our tests read our calendars with it as a stranger would. Standard library only, Python 3.8 or newer.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from dev import packages
from dev.steps import ROOT, VENV, once, run

HOME = VENV / "another-client"
PYTHON = HOME / "bin" / "python"
LOCK = ROOT / "requirements" / "caldav.txt"


def make_ready() -> Path:
    """Its Python. The second time it is quick."""
    once("another-calendar-client", [LOCK], makes=PYTHON, do=_install)
    return PYTHON


def _install() -> None:
    uv = shutil.which("uv")
    ours = VENV / "bin" / "python"
    run([uv, "venv", "--clear", "--python", ours, HOME] if uv else [ours, "-m", "venv", "--clear", HOME])
    run([*packages.installer(PYTHON), "--require-hashes", "--quiet", "-r", LOCK])


if __name__ == "__main__":
    make_ready()
