"""What many tests begin with is made by our own deeds once, and after that written again as the rows it was.

Making the cast anew takes most of the time of a test that only looks at a page; its rows are written in a
hundredth of a second.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from terminbuch.booking_pages.shelf import SHELF
from terminbuch.queries import kept

LAID_DOWN = {"django_content_type", "auth_permission", "django_migrations"}
"""Tables that are filled when the database is made."""

type Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


@dataclass(frozen=True)
class Made:
    rows: Rows
    value: Any


_made: dict[Callable[[], Any], Made] = {}


def made_once[T](make: Callable[[], T]) -> T:
    """What ``make`` makes on an empty database, each time as fresh as the first time.

    The ids are the same in every test, and so are the uids: what a process keeps by uid is forgotten.
    """
    kept._masks.clear()
    SHELF.clear()
    if make not in _made:
        value = make()
        _made[make] = Made(_read(), copy.deepcopy(value))
        return value
    _write(_made[make].rows)
    return copy.deepcopy(_made[make].value)  # type: ignore[no-any-return]


def _read() -> Rows:
    found: Rows = {}
    with connection.cursor() as cursor:
        for table, columns in sorted(columns_by_table().items()):
            cursor.execute(f"SELECT {', '.join(map(_as_stored, columns))} FROM {_quoted(table)}")
            if rows := cursor.fetchall():
                found[table] = (columns, rows)
    return found


def columns_by_table() -> dict[str, list[str]]:
    """Of each table that tests write to, the columns."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: [str(field.column) for field in model._meta.concrete_fields]
        for model in models
        if model._meta.db_table not in LAID_DOWN
    }


def _as_stored(column: str) -> str:
    """SQLite's driver turns columns into values of Python, but not what was computed."""
    return f"+{_quoted(column)}" if connection.vendor == "sqlite" else _quoted(column)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _write(rows: Rows) -> None:
    """All of it together, for rows refer to each other; the database looks at that at the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, known) in rows.items():
            names, places = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
            every = ", ".join([f"({places})"] * len(known))
            values = [value for row in known for value in row]
            cursor.execute(f"INSERT INTO {_quoted(table)} ({names}) VALUES {every}", values)
