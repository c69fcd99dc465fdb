"""Statements that are asked again and again in the same words: on PostgreSQL planned once a connection.

Django writes the values into the text, so that each is a new statement to the server, to be read and planned.
Everything else is as with Django's own cursor: the transaction, errors, and who listens to what is executed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections

# What the two engines say differently.
POSTGRESQL = {
    "all": "json_agg", "list": "json_build_array", "as text": "::text", "in ids": "= ANY(%(ids)s)",
    "in own": "= ANY(ARRAY(SELECT hold_id FROM own))",
}  # fmt: skip
SQLITE = {
    "all": "json_group_array", "list": "json_array", "as text": " || ''",
    "in ids": "IN (SELECT value FROM json_each(%(ids)s))", "in own": "IN (SELECT hold_id FROM own)",
}  # fmt: skip


def rows(statement: str, values: Mapping[str, Any] | Iterable[Any]) -> list[tuple[Any, ...]]:
    """What the statement returns; it must return something. Values without names stand at ``%s``, in turn."""
    if is_postgresql() and not isinstance(values, Mapping):
        return _numbered_rows(statement, values)
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _numbered_rows(statement: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """As PostgreSQL writes it: of so many values psycopg would look for the places anew each time."""
    with _cursor(psycopg.RawCursor) as cursor:
        cursor.execute(_numbered(statement), values)
        return list(cursor.fetchall())


@lru_cache
def _numbered(statement: str) -> str:
    first, *rest = statement.split("%s")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, start=1))


def change(statement: str, values: Mapping[str, Any]) -> int:
    """How many rows were changed."""
    with _cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def is_postgresql() -> bool:
    return bool(connection.vendor == "postgresql")


def worded(statement: str) -> str:
    """The statement in the words of this engine. ``{in ids}`` is "one of the list ``ids``"."""
    return _worded(statement, is_postgresql())


@lru_cache
def _worded(statement: str, is_postgresql: bool) -> str:
    words = POSTGRESQL if is_postgresql else SQLITE
    for name, said in words.items():
        statement = statement.replace(f"{{{name}}}", said)
    return statement


def ids(keys: Iterable[int]) -> Any:
    """Ids as ``{in ids}`` takes them."""
    ordered = sorted(keys)
    return ordered if is_postgresql() else json.dumps(ordered)


def instant(moment: datetime) -> Any:
    """As the engine compares it."""
    return connection.ops.adapt_datetimefield_value(moment)


def day(on_date: date) -> Any:
    return connection.ops.adapt_datefield_value(on_date)


def read_instant(text: str) -> datetime:
    """As it comes in JSON: PostgreSQL says its zone, which is UTC, SQLite says none and means UTC."""
    return moment(datetime.fromisoformat(text))


def moment(said: datetime) -> datetime:
    """As it comes in a column of its own: SQLite hands over no zone and means UTC."""
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def _cursor(kind: type[psycopg.Cursor[Any]] = psycopg.Cursor) -> AbstractContextManager[Any]:
    own = connections[DEFAULT_DB_ALIAS]
    if own.vendor != "postgresql":
        return own.cursor()
    own.ensure_connection()
    own.connection.prepare_threshold = 0
    return own._prepare_cursor(kind(own.connection))  # type: ignore[attr-defined,no-any-return]
