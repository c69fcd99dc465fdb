"""Writes requirements/*.txt and package-lock.json anew, with hashes and without the address of any host."""

from __future__ import annotations

import json
import os
import shutil
import sys

from dev import front_end
from dev.steps import ROOT, VENV, run

LOCKS = ROOT / "requirements"
PACKAGES = ROOT / "package-lock.json"
FORM = ("--universal", "--python-version=3.12", "--generate-hashes", "--no-header", "--no-annotate")


def lock_python() -> None:
    """One lock for each purpose; the test lock holds the run lock's versions."""
    to_run = ("pyproject.toml", "--group", "run")
    _compile("run", *to_run)
    _compile("test", *to_run, "--group", "test", "--constraint", str(LOCKS / "run.txt"))
    _compile("caldav", "--group", "caldav")
    _compile("peers", "--group", "peers")
    _compile("node", "--group", "node")
    _compile("postgresql", "--group", "postgresql")


def _compile(lock: str, *inputs: str) -> None:
    target = LOCKS / f"{lock}.txt"
    run([_uv(), "pip", "compile", "--quiet", "--upgrade", *FORM, *inputs, "--output-file", target])


def _uv() -> str:
    found = shutil.which("uv", path=os.pathsep.join([os.environ.get("PATH", ""), str(VENV / "bin")]))
    return found or sys.exit("Writing the locks needs uv: .venv/bin/python -m pip install uv")


def lock_front_end() -> None:
    front_end.npm("update", "--silent", "--package-lock-only")
    lock = json.loads(PACKAGES.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)  # it holds nothing but addresses
    PACKAGES.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    LOCKS.mkdir(exist_ok=True)
    lock_python()
    lock_front_end()
