"""Running programs, and not running them again when nothing has changed.

Standard library only, Python 3.8 or newer: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = VENV / "stamps"


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
    """Run in the project's folder; a program that fails ends the set-up with its name and exit status."""
    words = [str(word) for word in command]
    ended = subprocess.run(words, cwd=str(ROOT), env=env, check=False)
    if ended.returncode != 0:
        sys.exit("Failed with exit status {}: {}".format(ended.returncode, " ".join(words)))


def once(name: str, inputs: Iterable[Path], *, makes: Path, do: Callable[[], None]) -> None:
    """``do`` unless it was done before with the same inputs and what it ``makes`` is still there."""
    stamp = STAMPS / name
    now = _digest(inputs)
    if makes.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    print(f"Setting up: {name.replace('-', ' ')}", flush=True)
    do()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now, encoding="ascii")


def files(folder: Path, *endings: str) -> list[Path]:
    """All files below ``folder`` with one of the endings, in a stable order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in endings and path.is_file())


def _digest(inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in inputs:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
