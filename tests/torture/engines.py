"""The two engines: each makes the data of T0 once, and then a fresh copy of it for every step."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.torture import people
from tests.torture.cluster import Cluster
from tests.torture.people import People
from tests.torture.processes import ROOT

SQLITE_FILE = "terminbuch.sqlite3"
SECRETS = {
    "SECRET_KEY": "a secret of the torture suite, long enough to be accepted",
    "LINK_KEYS": "another secret of the torture suite for the links in mails",
    "STORAGE_KEYS": "a third secret of the torture suite for what is sealed in the table",
}
NOT_HANDED_ON = (
    "TERMINBUCH_", "SECRET_KEY", "LINK_KEYS", "STORAGE_KEYS", "DATABASE_URL", "DJANGO_SETTINGS_MODULE",
    "SMTP", "MAIL", "PYTEST",
)  # fmt: skip


def environment(folder: Path, database_url: str) -> dict[str, str]:
    """What every process of an installation in this folder is told. No limit per visitor is in the way."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(NOT_HANDED_ON)}
    limits = {
        "BOOKINGS_PER_VISITOR": "100000", "BOOKINGS_PER_MAIL": "100000",
        "BOOKINGS_PER_ORGANISATION": "1000000", "HOLDS_PER_VISITOR_HOUR": "100000",
        "LOGIN_TRIES": "1000", "CANCEL_TRIES": "1000",
    }  # fmt: skip
    return {
        **plain, **SECRETS, **limits,
        "DJANGO_SETTINGS_MODULE": "tests.torture.settings",
        "TERMINBUCH_DATA": str(folder),
        "TERMINBUCH_URL": "http://localhost:8000",
        "TRUSTED_PROXIES": "127.0.0.1/32",
        "OUTSIDE_PRIVATE": "127.0.0.1",
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
    }  # fmt: skip


class Engine(Protocol):
    """``data`` are the facts of the data of T0, ``seconds`` how long they took to make."""

    name: str
    data: People
    seconds: float

    def fresh(self, folder: Path) -> str:
        """A new copy of the data for a house in this folder; its DATABASE_URL, "" for SQLite."""
        ...

    def rows(self, url: str, folder: Path, statement: str, given: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """By a connection of its own, at once committed; places for values are written ``%s``."""
        ...

    def forget(self, url: str) -> None: ...


@dataclass(eq=False)
class Sqlite:
    folder: Path
    name: str = "sqlite"

    def __post_init__(self) -> None:
        self.data, self.seconds = _make(environment(self.folder, ""), self.folder)
        # Nobody is connected: what stood beside the file is in it now.
        with closing(sqlite3.connect(self.folder / SQLITE_FILE, autocommit=True)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def fresh(self, folder: Path) -> str:
        shutil.copyfile(self.folder / SQLITE_FILE, folder / SQLITE_FILE)
        return ""

    def rows(self, url: str, folder: Path, statement: str, given: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(folder / SQLITE_FILE, timeout=30, autocommit=True)) as file:
            return list(file.execute(statement.replace("%s", "?"), given))

    def forget(self, url: str) -> None:
        """It goes with its folder."""


@dataclass(eq=False)
class Postgresql:
    folder: Path
    cluster: Cluster
    name: str = "postgresql"

    def __post_init__(self) -> None:
        self._numbers = count(1)
        made = environment(self.folder, self.cluster.create("made"))
        self.data, self.seconds = _make(made, self.folder)

    def fresh(self, folder: Path) -> str:
        return self.cluster.create(f"house_{next(self._numbers)}", template="made")

    def rows(self, url: str, folder: Path, statement: str, given: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            found = connection.execute(statement.encode(), given or None)
            return list(found.fetchall()) if found.description else []

    def forget(self, url: str) -> None:
        self.cluster.drop(url.rpartition("/")[2])


MAKE = """
import sys, pathlib, django
django.setup()
from tests.torture.data import main
main(pathlib.Path(sys.argv[1]))
"""


def _make(told: Mapping[str, str], folder: Path) -> tuple[People, float]:
    """The data of T0, by a program of its own. Raises CalledProcessError when it fails."""
    began, facts = time.monotonic(), folder / "people.json"
    subprocess.run([sys.executable, "-c", MAKE, facts], env=told, cwd=ROOT, check=True)
    return people.read(facts), time.monotonic() - began


@contextmanager
def engine(name: str, folder: Path) -> Iterator[Engine]:
    """The engine with its data, as long as the block lasts."""
    own = folder / name
    own.mkdir()
    if name == "sqlite":
        yield Sqlite(own)
        return
    (own / "server").mkdir()
    cluster = Cluster(own / "server")
    cluster.start()
    try:
        yield Postgresql(own, cluster)
    finally:
        cluster.stop()
