"""A PostgreSQL server that can be stopped as a crash would stop it, and started again on what is left."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from dev import postgresql
from tests import postgresql_server
from tests.live import LOOPBACK, free_port

PATIENCE = 60.0


class Cluster:
    """With PostgreSQL's own settings, ``fsync`` included. Databases are copies of a template."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._password, self._owner = secrets.token_hex(16), postgresql_server.owner_of_files()
        if self._owner:
            os.chown(folder, self._owner["user"], self._owner["group"])
        self._programs = postgresql.programs(spare_folder=folder)
        postgresql_server.initialise(self._programs, folder, self._password, self._owner)
        self._server: subprocess.Popen[bytes] | None = None

    def url(self, database: str) -> str:
        user = postgresql_server.USER
        return f"postgresql://{user}:{self._password}@{LOOPBACK}:{self.port}/{database}"

    def start(self) -> None:
        """Returns when it takes connections; after a crash that is when it has recovered."""
        self._server = postgresql_server.start(self._programs, self.folder, self.port, self._owner)
        self._await_connections()

    def crash(self) -> None:
        """``pg_ctl -m immediate``: no checkpoint, no good-byes; what is committed stands in the log only."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    @property
    def pid(self) -> int:
        return self._server.pid if self._server else 0

    def create(self, database: str, *, template: str = "template1") -> str:
        """The address of a copy of the template, to which nobody may be connected meanwhile."""
        self._run(f"CREATE DATABASE {database} TEMPLATE {template}")
        return self.url(database)

    def drop(self, database: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _end(self, number: signal.Signals) -> None:
        if self._server is not None:
            with suppress(ProcessLookupError):
                self._server.send_signal(number)
            self._server.wait(PATIENCE)
            self._server = None

    def _await_connections(self) -> None:
        give_up_at = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > give_up_at:
                    raise
                time.sleep(0.02)
            else:
                return
