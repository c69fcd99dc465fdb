"""SQLite: the whole file, copied while bookings go on, in a folder that is locked while it is in use."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from .no_copy import NoCopy

PREFIX = ".copy-"
# The file and its journal, and some to spare for the bookings of the others.
TIMES, SPARE = 2, 50_000_000


@contextmanager
def made(ours: Any, *, now: datetime) -> Iterator[dict[str, Any]]:
    """What leads to the copy instead of the data. Raises NoCopy where the disk has no room for it."""
    source = Path(ours.settings_dict["NAME"])
    sweep()
    if shutil.disk_usage(settings.DATA).free < source.stat().st_size * TIMES + SPARE:
        raise NoCopy("room")
    with _folder() as folder:
        path = folder / "copy.sqlite3"
        _copy(source, path)
        yield {"NAME": str(path)}


def check(copy: Any) -> None:
    """That it is one."""
    if PREFIX not in str(copy.settings_dict["NAME"]):
        raise NoCopy("right")


def sweep() -> None:
    """Folders that nobody locks any more were left behind by a crash."""
    for folder in Path(settings.DATA).glob(f"{PREFIX}*"):
        with _lock(folder) as is_ours:
            if is_ours:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _folder() -> Iterator[Path]:
    """Readable by its owner only. The lock ends with this process, however it ends."""
    made = tempfile.TemporaryDirectory(prefix=PREFIX, dir=settings.DATA, ignore_cleanup_errors=True)
    with made as name, _lock(Path(name)):
        yield Path(name)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Whether it could be locked, until the end."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _copy(source: Path, path: Path) -> None:
    """In one step: a reader, whom writers need not wait for."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as ours,
        closing(sqlite3.connect(path)) as copy,
    ):
        ours.backup(copy)
