"""A disk of a few megabytes: a tmpfs that only processes in its own namespaces see."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.processes import ROOT

MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && echo mounted && exec sleep 3600'
PORTION = 4096


ASKED = """
import json, sqlite3, sys
for line in sys.stdin:
    statement, given = json.loads(line)
    file = sqlite3.connect(sys.argv[1], timeout=30, autocommit=True)
    print(json.dumps(list(file.execute(statement.replace("%s", "?"), given))), flush=True)
    file.close()
"""


class NotAllowed(Exception):
    """Nobody may mount anything here."""


@dataclass(frozen=True)
class SmallDisk:
    """``folder`` is where it stands for those inside, ``from_outside`` the same for everybody else."""

    pid: int
    folder: Path

    @property
    def from_outside(self) -> Path:
        """For plain files. SQLite follows such a path to its end, which is another place out here."""
        return Path(f"/proc/{self.pid}/root{self.folder}")

    @contextmanager
    def asking(self, file: str) -> Iterator[Asking]:
        """Somebody inside who asks this database."""
        words = ("-m", "tests.torture.faults.inside", str(self.pid), "-c", ASKED, str(self.folder / file))
        with subprocess.Popen(
            [sys.executable, *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        ) as program:  # fmt: skip
            yield Asking(program)
            program.kill()

    def fill(self) -> None:
        """To the last byte."""
        with (self.from_outside / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(PORTION))
            except OSError as full:
                if full.errno != errno.ENOSPC:
                    raise

    def free(self) -> None:
        (self.from_outside / "filler").unlink()


@dataclass(frozen=True)
class Asking:
    program: subprocess.Popen[str]

    def sql(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps([statement, given]) + "\n")
        self.program.stdin.flush()
        return [tuple(row) for row in json.loads(self.program.stdout.readline())]


@contextmanager
def small_disk(folder: Path, *, size: int) -> Iterator[SmallDisk]:
    """``size`` in bytes. Raises NotAllowed with what the system says."""
    folder.mkdir()
    words = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        MOUNT,
        "sh",
        str(size),
        str(folder),
    ]
    try:
        holder = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    except OSError as error:
        raise NotAllowed(str(error)) from error
    try:
        assert holder.stdout is not None
        assert holder.stderr is not None
        if holder.stdout.readline().strip() != "mounted":
            raise NotAllowed(holder.stderr.read().strip() or "no tmpfs can be mounted")
        yield SmallDisk(holder.pid, folder)
    finally:
        holder.kill()
        holder.communicate()
