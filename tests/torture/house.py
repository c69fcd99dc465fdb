"""One installation under torture: a database with the data of T0, servers, workers, and a mail server.

A step gets a house of its own and leaves it as it is; everything that was started in it ends with it.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from django.core import signing

from tests.live import LOOPBACK
from tests.torture.cluster import Cluster
from tests.torture.engines import SECRETS, SQLITE_FILE, Engine, Postgresql, environment
from tests.torture.evidence import hashed
from tests.torture.journal import Journal
from tests.torture.processes import APPLICATION, ROOT, Process, Server, server
from tests.torture.sink import Sink

TERMINBUCH = ("-m", "terminbuch")
HASTY = ("-m", "tests.torture.builds.hasty")
"""The same program, but for pauses and leases: seconds instead of minutes."""


class House:
    """``environment`` is what every process is told; each call may add to it.

    ``kills`` counts processes that were killed, ``deaths`` workers among them and those that died by
    themselves: each may leave one mail sent and not marked.
    """

    def __init__(self, engine: Engine, folder: Path, luck: random.Random) -> None:
        self.folder, self.luck, self._engine = folder, luck, engine
        self.engine, self.people = engine.name, engine.data
        self.database_url = engine.fresh(folder)
        self.file = folder / SQLITE_FILE
        self.sink = Sink(random.Random(luck.random()))
        self.sink.start()
        mail = {"SMTP_HOST": LOOPBACK, "SMTP_PORT": str(self.sink.port), "MAIL_FROM": "termine@house.example"}
        self.environment = {**environment(folder, self.database_url), **mail}
        self.journal = Journal(folder / "journal.jsonl")
        self.logs = folder / "logs"
        self.logs.mkdir()
        self.kills = self.deaths = 0
        self.is_closed = False
        self.processes: list[Process] = []
        self._signer = signing.Signer(
            key=SECRETS["SECRET_KEY"], salt="terminbuch.request-key", fallback_keys=[]
        )
        self._lock, self._logs = threading.Lock(), count(1)

    # Programs

    def web(self, count: int = 1, *, application: str = APPLICATION, **env: str) -> list[Server]:
        """So many web servers, each of one process, when all of them answer."""
        made = [
            server({**self.environment, **env}, self._log("web"), application=application)
            for _ in range(count)
        ]
        self._begin(made)
        for each in made:
            each.await_answer()
        return made

    def worker(self, *words: str, program: Sequence[str] = HASTY, **env: str) -> Process:
        """A worker that goes on until it is ended; words such as ``--once`` are handed on."""
        return self.start(*program, "worker", *words, name="worker", **env)

    def start(self, *words: str, name: str, **env: str) -> Process:
        """``python WORDS`` in this house, not waited for; what it says goes to a log of that name."""
        made = Process(words, {**self.environment, **env}, self._log(name))
        self._begin([made])
        return made

    def call(
        self, *words: str, program: Sequence[str] = TERMINBUCH, patience: float = 60.0, **env: str
    ) -> subprocess.CompletedProcess[str]:
        """``terminbuch WORDS``, until it ends."""
        return subprocess.run(
            [sys.executable, *program, *words], env={**self.environment, **env}, cwd=ROOT,
            capture_output=True, text=True, timeout=patience, check=False,
        )  # fmt: skip

    def kill(self, process: Process) -> None:
        """kill -9 of the whole group."""
        with self._lock:
            self.kills += 1
            self.deaths += "worker" in process.words
        process.kill()

    def mourn(self, process: Process) -> None:
        """It died by itself: a worker may have left a mail sent and not marked."""
        with self._lock:
            self.deaths += "worker" in process.words

    def revive(self, process: Process) -> None:
        """Starts again what was killed, or died by itself; nobody waits for it."""
        with self._lock:  # a house that closes meanwhile would leave it behind
            if not self.is_closed:
                process.start()

    # The database

    def sql(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        """By a connection of the driver's own, never through Django. ``%s`` is a place on both engines."""
        return self._engine.rows(self.database_url, self.folder, statement, given)

    @property
    def cluster(self) -> Cluster:
        """Of PostgreSQL. Raises TypeError on SQLite, which has no server."""
        if not isinstance(self._engine, Postgresql):
            raise TypeError("SQLite has no server")
        return self._engine.cluster

    def uid_of(self, link: str) -> str:
        """The uid of the booking with this link, as 32 hexadecimal digits; "" where there is none."""
        statement = "SELECT uid FROM terminbuch_booking WHERE link_hash = %s"
        return "".join(str(uid).replace("-", "") for (uid,) in self.sql(statement, hashed(link)))

    def restart_database(self) -> float:
        """A crash and a start; the seconds until connections are taken again."""
        began = time.monotonic()
        self.cluster.crash()
        self.cluster.start()
        return time.monotonic() - began

    # Keys

    def new_key(self) -> str:
        """A request's key as the pages make it, for clients that fetch no form first."""
        with self._lock:
            return self._signer.sign(f"{self.luck.getrandbits(128):032x}")

    def close(self) -> None:
        with self._lock:
            self.is_closed = True
        for process in self.processes:
            process.signal(signal.SIGCONT)
            process.kill()
        self.sink.stop()
        self.journal.close()
        self._engine.forget(self.database_url)

    def _begin(self, processes: Sequence[Process]) -> None:
        for each in processes:
            self.processes.append(each)
            each.start()

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}-{next(self._logs)}.log"


@contextmanager
def house(engine: Engine, folder: Path, luck: random.Random) -> Iterator[House]:
    """A house of the engine in this new folder, until the block ends."""
    folder.mkdir()
    opened = House(engine, folder, luck)
    try:
        yield opened
    finally:
        opened.close()
