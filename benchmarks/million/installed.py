"""Two installations on one engine, a large and a small one, each filled and then at somebody's command."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from benchmarks.booking import call, environment, said, started

from .size import Size


@dataclass(frozen=True)
class Installation:
    """``filled``: in how many seconds, and how many rows. ``names``: what it can do, and whether seldom."""

    filled: dict[str, Any]
    names: dict[str, bool]
    process: subprocess.Popen[str]

    def do(self, name: str, number: int) -> dict[str, Any]:
        """What it took, in milliseconds. Raises AssertionError when it fails."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{number} {name}\n")
        self.process.stdin.flush()
        return dict(json.loads(said(self.process)))


@contextmanager
def installations(server: str, sizes: tuple[Size, Size]) -> Iterator[list[Installation]]:
    """On SQLite where ``server`` is "". Both are filled at the same time."""
    with ExitStack() as stack:
        begun = [stack.enter_context(_begun(server, size)) for size in sizes]
        yield [Installation(json.loads(said(one)), json.loads(said(one)), one) for one in begun]


@contextmanager
def _begun(server: str, size: Size) -> Iterator[subprocess.Popen[str]]:
    with tempfile.TemporaryDirectory(prefix="terminbuch-million-") as folder:
        env = alone(folder, database(server, f"of_{size.bookings}") if server else "")
        call(env, "terminbuch", "prepare")
        with started(env, "benchmarks.million.measuring", vars(size)) as process:
            yield process
            # Its input ends with this, and then the process.
            process.communicate()


def alone(folder: str, address: str) -> dict[str, str]:
    """The environment of an installation that writes mails into a folder and takes as long as it takes."""
    return {**environment(folder, address), "MAIL_BY": "mailbox", "DATABASE_STATEMENT_SECONDS": "0"}


def database(server: str, name: str) -> str:
    """The address of one more, empty."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server.rpartition('/')[0]}/{name}"
