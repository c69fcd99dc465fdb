"""Installing the locked packages: with uv where it is there, else with pip.

Standard library only, Python 3.8 or newer.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from dev.steps import ROOT, VENV, once, run

PYTHON = VENV / "bin" / "python"


def install(lock: str) -> None:
    """Exactly what requirements/``lock``.txt says, every file checked against its hash."""
    file = ROOT / "requirements" / f"{lock}.txt"
    once(
        f"packages-to-{lock}",
        [file],
        makes=PYTHON,
        do=lambda: run([*installer(PYTHON), "--require-hashes", "--quiet", "-r", file]),
    )


def install_project() -> None:
    """The package itself, as it stands in the checkout, with its command."""
    words: list[str | Path] = ["--no-deps", "--no-build-isolation", "--quiet", "--editable", ROOT]
    once(
        "terminbuch-itself",
        [ROOT / "pyproject.toml"],
        makes=VENV / "bin" / "terminbuch",
        do=lambda: run([*installer(PYTHON), *words]),
    )


def installer(python: Path) -> list[str | Path]:
    """The words that install into the environment of this Python."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", python]
    return [python, "-m", "pip", "install", "--disable-pip-version-check"]
