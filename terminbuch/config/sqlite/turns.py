"""Who writes next: a queue before BEGIN IMMEDIATE, across threads and processes.

SQLite lets waiting writers ask again and again, with pauses, so that whoever comes at the right moment goes
first and somebody may wait for many seconds. Here they stand in line. It is a courtesy and no safety: SQLite
decides by its own lock as before, also for programs that know nothing of this.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread


class Turns:
    """A place in line, for one connection at a time.

    Two locks of the kernel on files beside the database. Whoever writes has the first; whoever comes next has
    the second and waits for the first. Who has just written must line up behind the second like everybody
    else. The kernel lets waiters in as they came, and lets go of what a process had that was killed.
    """

    def __init__(self, database: Path) -> None:
        self._names = [f"{database}-writing", f"{database}-next"]
        self._files: list[int] = []

    def take(self, seconds: float) -> bool:
        """Wait for the turn. False where it did not come within ``seconds``.

        Where there can be no such files nobody waits here.
        """
        try:
            self._open()
        except OSError:
            return True
        if self._take_at_once():
            return True
        waiting = _Waiting(*self._files)
        waiting.start()
        if waiting.is_over_within(seconds):
            return True
        self._files = []
        return False

    def give_back(self) -> None:
        """Doing it twice is harmless."""
        if self._files:
            fcntl.flock(self._files[0], fcntl.LOCK_UN)

    def close(self) -> None:
        for file in self._files:
            os.close(file)
        self._files = []

    def _open(self) -> None:
        if not self._files:
            self._files = [
                os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600) for name in self._names
            ]

    def _take_at_once(self) -> bool:
        """Where nobody writes and nobody waits."""
        writing, following = self._files
        with suppress(BlockingIOError):
            fcntl.flock(following, fcntl.LOCK_EX | fcntl.LOCK_NB)
            try:
                fcntl.flock(writing, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            finally:
                fcntl.flock(following, fcntl.LOCK_UN)
        return False


class _Waiting(Thread):
    """Stands in line. The kernel knows no end of waiting, so somebody waits who can be left standing."""

    def __init__(self, writing: int, following: int) -> None:
        super().__init__(daemon=True)
        self._writing, self._following = writing, following
        self._deciding, self._came, self._left = Lock(), False, False

    def run(self) -> None:
        fcntl.flock(self._following, fcntl.LOCK_EX)
        fcntl.flock(self._writing, fcntl.LOCK_EX)
        fcntl.flock(self._following, fcntl.LOCK_UN)
        with self._deciding:
            self._came = True
            if self._left:
                self._close()

    def is_over_within(self, seconds: float) -> bool:
        """Whether the turn came. If not, or if somebody broke off, the files are no longer the caller's."""
        try:
            self.join(seconds)
        finally:
            with self._deciding:
                self._left = not self._came
        return self._came

    def _close(self) -> None:
        os.close(self._writing)
        os.close(self._following)
