"""Which Python the project runs on: 3.12 or newer, wherever it is.

Standard library only, Python 3.8 or newer: an old Python may be the one that looks.
"""

from __future__ import annotations

import glob
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("python3.13", "python3.14", "python3.12", "python3", "python")
NONE_FOUND = "Terminbuch needs Python 3.12 or newer, and none was found: install one, or name it in $PYTHON"
NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 12))"


def new_enough(python: str | Path) -> bool:
    try:
        asked = subprocess.run([str(python), "-c", NEW_ENOUGH], capture_output=True, check=False)
    except OSError:
        return False
    return asked.returncode == 0


def find() -> str:
    """The first that is new enough: $PYTHON, a name on the path, one of pyenv's; else one line and out."""
    for candidate in _candidates():
        if new_enough(candidate):
            return candidate
    return sys.exit(NONE_FOUND)


def _candidates() -> Iterator[str]:
    if os.environ.get("PYTHON"):
        yield os.environ["PYTHON"]
    yield from NAMES
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    # Not pathlib's glob: an old one raises on a folder that may not be read.
    found = glob.glob(os.path.join(glob.escape(pyenv), "versions", "3.*", "bin", "python3"))
    yield from sorted(found, key=_release, reverse=True)


def _release(path: str) -> tuple[int, ...]:
    return tuple(int(part) for part in Path(path).parts[-3].split(".") if part.isdigit())
