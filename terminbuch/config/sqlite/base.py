"""SQLite as we run it: whoever writes stands in line first, so that nobody waits for long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from .turns import Turns

# What it is made of is not told to the type checker.
Sqlite: Any = base.DatabaseWrapper


class DatabaseWrapper(Sqlite):  # type: ignore[misc]
    """A transaction takes a turn with its beginning and gives it back with its end; readers take none."""

    display_name = "SQLite (WAL, immediate)"

    def __init__(self, *asked: Any, **more: Any) -> None:
        super().__init__(*asked, **more)
        self._turns: Turns | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.transaction_mode == "IMMEDIATE" and not self.is_in_memory_db():
            self._turns = Turns(Path(self.settings_dict["NAME"]))
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        try:
            with self.execute_wrapper(self._in_turn):
                super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_back()
            raise

    def _in_turn(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Waiting belongs to the BEGIN that waits, for whoever listens to what is executed."""
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        if self._turns is not None and not self._turns.take(seconds):
            raise OperationalError("database is locked")
        return execute(*statement)

    def _commit(self) -> None:
        # One that fails is still open: the turn is given back when it is rolled back.
        super()._commit()
        self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_back()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            if self._turns is not None:
                self._turns.close()

    def _give_back(self) -> None:
        if self._turns is not None:
            self._turns.give_back()
