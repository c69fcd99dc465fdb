"""Taking the guard out of the tests' database, and putting the very same one back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from terminbuch.models import GUARD
from tests.concurrency.tables import rows

TABLE = "terminbuch_allocation"


@contextmanager
def without_guard() -> Iterator[None]:
    """Nothing in the database refuses an overlap; in the end the table is empty and guarded again."""
    drops, makes = _triggers() if connection.vendor == "sqlite" else _exclusion()
    _run(drops)
    try:
        yield
    finally:
        _run([f"DELETE FROM {TABLE}", *makes])


def _triggers() -> tuple[list[str], list[str]]:
    found = rows(f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{TABLE}'")
    assert len(found) == 2
    return [f'DROP TRIGGER "{name}"' for name, _sql in found], [sql for _name, sql in found]


def _exclusion() -> tuple[list[str], list[str]]:
    ((definition,),) = rows(f"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{GUARD}'")
    altered = f"ALTER TABLE {TABLE}"
    return [f"{altered} DROP CONSTRAINT {GUARD}"], [f"{altered} ADD CONSTRAINT {GUARD} {definition}"]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
