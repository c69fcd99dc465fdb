"""An installation that has lost everything, and files that are no longer what was written."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from tests.security.dump import Dump, dump


def wipe() -> None:
    """Every row of every table; what comes next is numbered from one again."""
    call_command("flush", interactive=False, verbosity=0)


def rows() -> Dump:
    """All that stands in the tables, but for what migrations number, and for the revisions."""
    tables = {name: found for name, found in dump().items() if name not in {"ContentType", "Permission"}}
    return {name: [row | {"revision": None} for row in found] for name, found in tables.items()}


def rewritten(path: Path, **parts: Callable[[bytes], bytes]) -> None:
    """The same file with these parts changed, each by its name without folder and ending."""
    with zipfile.ZipFile(path) as file:
        contents = {name: file.read(name) for name in file.namelist()}
    changed = {
        name: parts.get(Path(name).stem.replace("-", "_"), bytes)(old) for name, old in contents.items()
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, content in changed.items():
            file.writestr(name, content)


def made_true(path: Path, table: str, change: Callable[[bytes], bytes]) -> None:
    """The table is changed by somebody who changes the list of contents, too."""
    rewritten(path, **{table: change})
    with zipfile.ZipFile(path) as file:
        lines = file.read(f"tables/{table}.jsonl")

    def listed(manifest: bytes) -> bytes:
        said = json.loads(manifest)
        said["tables"][table]["rows"] = lines.count(b"\n")
        said["tables"][table]["digest"] = hashlib.sha256(lines).hexdigest()
        return json.dumps(said).encode()

    rewritten(path, manifest=listed)
