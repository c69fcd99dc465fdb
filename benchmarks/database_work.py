"""The database that a benchmark runs on, and how long it has computed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg


@dataclass(frozen=True)
class Database:
    """``address`` is "" for SQLite, which computes within our own processes."""

    address: str
    folder: Path
    postmaster: int

    @classmethod
    def of(cls, address: str, folder: str) -> Database:
        return cls(address, Path(folder), _postmaster(address) if address else 0)

    def settle(self) -> None:
        """Let PostgreSQL look at its tables now, as its autovacuum does every minute: plans rest on that."""
        if self.address:
            with psycopg.connect(self.address, autocommit=True) as connection:
                connection.execute("ANALYZE")

    def computed(self) -> float:
        """Seconds by all processes of the server, those that have ended too, in steps of 10 ms."""
        if not self.postmaster:
            return 0.0
        beginning = Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children")
        pids = [self.postmaster, *map(int, beginning.read_text(encoding="ascii").split())]
        return sum(map(_ticks, pids)) / os.sysconf("SC_CLK_TCK")


def _postmaster(address: str) -> int:
    with psycopg.connect(address) as connection:
        return _stat(connection.info.backend_pid)[1]


def _ticks(pid: int) -> int:
    """Fields 14 to 17 of proc(5): its own in user code and in the kernel, and those of its dead children."""
    try:
        return sum(_stat(pid)[11:15])
    except FileNotFoundError:  # ended meanwhile; its time is its parent's by now
        return 0


def _stat(pid: int) -> list[int]:
    """From the state (field 3) on; the state itself as 0."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return [0, *map(int, said[1:15])]
