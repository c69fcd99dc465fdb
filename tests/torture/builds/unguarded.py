"""The pages with what makes them safe taken out, whatever it is called within: a control must be caught.

It is done at the database's door. No lock is taken, because the words for it are cut out of every statement.
On SQLite there is no transaction either, because none is begun. Who is about to
take time waits for somebody who is, too. The guard itself is dropped by the step that serves this.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

from terminbuch.config.wsgi import application as application  # noqa: PLC0414  # what a server asks for

# isort: split
# Only now, for the line above loads Django.
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

LOCKS = re.compile(r"\s+FOR (?:NO KEY )?UPDATE(?: OF [^;]*?)?(?: SKIP LOCKED| NOWAIT)?(?=\s*(?:$|;|\)))")
TAKES_TIME = re.compile(r'INSERT INTO "?terminbuch_allocation"?')
PATIENCE = 0.4
_two = threading.Barrier(2)


def _bare(execute: Callable[..., Any], sql: str, given: Any, many: bool, context: Any) -> Any:
    if TAKES_TIME.search(sql):
        _meet()
    return execute(LOCKS.sub("", sql), given, many, context)


def _meet() -> None:
    """Who has looked and is about to write waits for a second one, so that it is not left to the machine's
    speed who meets whom. Who meets nobody goes on."""
    try:
        _two.wait(PATIENCE)
    except threading.BrokenBarrierError:
        _two.reset()


def _strip(connection: BaseDatabaseWrapper, **_more: Any) -> None:
    if _bare not in connection.execute_wrappers:
        connection.execute_wrappers.append(_bare)


def _begin_nothing(*_asked: Any) -> None:
    """What was looked at and what is written belong to nothing in common."""


connection_created.connect(_strip)
if connections["default"].vendor == "sqlite":
    type(connections["default"])._start_transaction_under_autocommit = _begin_nothing  # type: ignore[attr-defined]
