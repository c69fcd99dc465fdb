"""Makes a checkout ready: ``python -m dev.setup run``, or ``test`` for all that tests need.

Standard library only, Python 3.8 or newer. Each step leaves a stamp of what it was made from, so the next
time is quick.
"""

from __future__ import annotations

import shutil
import sys

from dev import another_client, front_end, interpreters, packages
from dev.steps import ROOT, VENV, files, once, run


def make_ready(purpose: str) -> None:
    """``purpose`` is the name of a lock in requirements/: run or test."""
    _environment()
    packages.install(purpose)
    packages.install_project()
    front_end.build()
    _translations()
    if purpose == "test":
        another_client.make_ready()


def _environment() -> None:
    if interpreters.new_enough(VENV / "bin" / "python"):
        return
    python = interpreters.find()
    uv = shutil.which("uv")
    run([uv, "venv", "--clear", "--python", python, VENV] if uv else [python, "-m", "venv", "--clear", VENV])


def _translations() -> None:
    script = ROOT / "dev" / "translations.py"
    languages = ROOT / "terminbuch" / "locale"
    made = languages / "de" / "LC_MESSAGES" / "django.mo"
    once(
        "translations",
        [script, *files(languages, ".po")],
        makes=made,
        do=lambda: run([VENV / "bin" / "python", script]),
    )


if __name__ == "__main__":
    make_ready(sys.argv[1])
