"""One moment of the database, however long it is read, while bookings go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "moment"
REPEATABLE_READ = 3  # psycopg.IsolationLevel


@contextmanager
def one_moment() -> Iterator[str]:
    """The alias of a connection that sees what was committed when it first read, and holds nobody up.

    Our own connection would do neither: it writes at READ COMMITTED, or takes SQLite's one lock at BEGIN.
    """
    ours = connections[DEFAULT_DB_ALIAS]
    settings: dict[str, Any] = deepcopy(ours.settings_dict)
    if ours.vendor == "sqlite":
        settings["OPTIONS"]["transaction_mode"] = "DEFERRED"
    else:
        settings["OPTIONS"].pop("pool", None)
        settings["OPTIONS"]["isolation_level"] = REPEATABLE_READ
    with opened(ALIAS, type(ours)(settings, ALIAS)), transaction.atomic(using=ALIAS):
        yield ALIAS


@contextmanager
def opened(alias: str, database: Any) -> Iterator[None]:
    """The database under this name, in this thread, until the end."""
    connections[alias] = database
    try:
        yield
    finally:
        database.close()
        del connections[alias]
