"""A whole installation as an operator has it: a folder, a database of its own, and the command."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.live import LOOPBACK, free_pair

PATIENCE = 90.0
OF_THE_TESTS = (
    "TERMINBUCH_", "SECRET_KEY", "LINK_KEYS", "STORAGE_KEYS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE",
)  # fmt: skip


def until[Answer](question: Callable[[], Answer | None]) -> Answer:
    """The first answer that says something; asks again and again, for a minute and a half."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{question} never came true")


@dataclass(frozen=True)
class Installation:
    folder: Path
    environment: dict[str, str]

    def call(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """The command, until it ends."""
        return subprocess.run(
            self._command(words),
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    @contextmanager
    def running(self, *words: str, stdin: int = subprocess.DEVNULL) -> Iterator[Running]:
        """``terminbuch run`` on a free port; whatever is left of it in the end is killed, each by its id."""
        # The next port too: there the demo shows its foreign page.
        port, log = free_pair(), self.folder / "log"
        with log.open("a", encoding="utf-8") as written:
            process = subprocess.Popen(
                self._command(("run", "--port", str(port), *words)),
                env=self.environment, stdin=stdin, stdout=written, stderr=written,
            )  # fmt: skip
        running = Running(process, port, log)
        try:
            yield running
        finally:
            running.kill()

    def by_hand(self, statement: str) -> None:
        """SQL, past everything that we wrote."""
        if address := self.environment.get("DATABASE_URL"):
            with psycopg.connect(address, autocommit=True) as server:
                server.execute(statement.encode())
        else:
            with closing(sqlite3.connect(self.folder / "terminbuch.sqlite3", autocommit=True)) as file:
                file.execute(statement)

    @staticmethod
    def _command(words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "terminbuch", *words]


@dataclass(frozen=True)
class Running:
    """A supervisor and its children."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def is_healthy(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=10)
        with suppress(OSError, http.client.HTTPException), closing(connection):
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        return False

    def child(self, word: str) -> int:
        """The id of the child that was started with this word; 0 while there is none."""
        return next((pid for pid, line in self.children().items() if f"terminbuch {word} " in f"{line} "), 0)

    def children(self) -> dict[int, str]:
        return {pid: line for pid, parent, line in processes() if parent == self.process.pid}

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """The exit status after this signal."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        family = [*descendants(self.process.pid), self.process.pid]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


def processes() -> list[tuple[int, int, str]]:
    """Id, parent and command line of every process."""
    asked = ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in said.splitlines()]
    return [(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]


def descendants(pid: int, *, saying: str = "") -> list[int]:
    """What it started, and what that started; only those with these words in their command line."""
    children = [(child, line) for child, parent, line in processes() if parent == pid]
    below = [each for child, _ in children for each in descendants(child, saying=saying)]
    return [child for child, line in children if saying in line] + below


def is_alive(pid: int) -> bool:
    return any(pid == other and "defunct" not in line for other, _, line in processes())


@contextmanager
def fresh_installation(folder: Path) -> Iterator[Installation]:
    """Nothing in it yet: on PostgreSQL an empty database of its own, dropped in the end."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_TESTS)}
    with _database() as address:
        yield Installation(folder, plain | {"TERMINBUCH_DATA": str(folder), "DATABASE_URL": address})


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"terminbuch_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
