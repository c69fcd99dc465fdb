"""Deeds in threads and connections of their own, which stop and go on when the test says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any, Self

from django.db import connection

PATIENCE = 20.0
ALLOCATIONS = 'INSERT INTO "terminbuch_allocation"'


class Act[Result]:
    """One deed on a stage of its own. With ``stop_before`` it stands still before that statement, once."""

    def __init__(self, deed: Callable[[], Result], *, stop_before: str = "") -> None:
        self.statements: list[str] = []
        self._deed, self._stop_before = deed, stop_before
        self._begun, self._stopped, self._go_on = Event(), Event(), Event()
        self._outcome: list[Result] = []
        self._error: BaseException | None = None
        self._session: Any = None
        self._thread = Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        try:
            with connection.execute_wrapper(self._before_each_statement):
                self._outcome.append(self._deed())
        except Exception as error:  # noqa: BLE001  # handed over to the test, which raises it
            self._error = error
        finally:
            connection.close()
            self._begun.set()
            self._stopped.set()

    def _before_each_statement(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self._session = getattr(getattr(connection.connection, "info", None), "backend_pid", None)
        self.statements.append(sql)
        self._begun.set()
        if self._stop_before and self._stop_before in sql and not self._stopped.is_set():
            self._stopped.set()
            assert self._go_on.wait(PATIENCE), "nobody said that it goes on"
        return execute(sql, *rest)

    def starts(self) -> Self:
        """Go, and wait for nothing."""
        self._thread.start()
        return self

    def begins(self) -> Self:
        """Go; return when the first statement is on its way, or when it stands still."""
        self.starts()
        awaited = self._stopped if self._stop_before else self._begun
        assert awaited.wait(PATIENCE), "it never came so far"
        return self

    def waits(self) -> Self:
        """Begin, and return when it stands behind another one's lock.

        SQLite does not tell who waits; there it is enough that the deed has begun while another one is open.
        """
        self.begins()
        if connection.vendor == "postgresql":
            until = time.monotonic() + PATIENCE
            while not _waits_for_a_lock(self._session):
                assert self._thread.is_alive(), "it was over without waiting for anybody"
                assert time.monotonic() < until, "it waits for nobody"
        return self

    def goes_on(self) -> Self:
        self._go_on.set()
        return self

    def ends(self) -> Result:
        """What came of it; raises what it raised."""
        self._go_on.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "it never ended"
        if self._error is not None:
            raise self._error
        return self._outcome[0]


def _waits_for_a_lock(session: int | None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s", [session])
        row = cursor.fetchone()
    return row is not None and row[0] == "Lock"
