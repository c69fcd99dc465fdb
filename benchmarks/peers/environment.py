"""An environment for those we compare ourselves with: none of what they need is part of the product."""

from __future__ import annotations

import shutil
from pathlib import Path

from dev import packages
from dev.steps import ROOT, VENV, once, run

HOME = VENV / "peers"
PYTHON = HOME / "bin" / "python"
LOCK = ROOT / "requirements" / "peers.txt"


def make_ready() -> Path:
    """Its Python. The second time it is quick."""
    once("packages-of-our-peers", [LOCK], makes=PYTHON, do=_install)
    return PYTHON


def _install() -> None:
    uv, ours = shutil.which("uv"), VENV / "bin" / "python"
    run([uv, "venv", "--clear", "--python", ours, HOME] if uv else [ours, "-m", "venv", "--clear", HOME])
    run([*packages.installer(PYTHON), "--require-hashes", "--quiet", "-r", LOCK])


if __name__ == "__main__":
    print(make_ready())
