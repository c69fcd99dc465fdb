"""Rows by the thousand: COPY on PostgreSQL, one prepared statement on SQLite; every constraint stays on.

What a row does not say, the model's defaults say, so a new column comes along by itself.
"""

from __future__ import annotations

import itertools
import json
from datetime import datetime
from random import Random
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, JSONField, Max, Model, UUIDField

AT_ONCE = 100_000


class _Table:
    def __init__(self, model: type[Model]) -> None:
        fields = model._meta.concrete_fields
        self.name = model._meta.db_table
        self.plain: dict[str, Any] = {str(field.column): _plain(field) for field in fields}
        self.named = [str(field.column) for field in fields if isinstance(field, UUIDField) and field.default]
        self.rows: list[tuple[Any, ...]] = []
        self.ids = itertools.count(_newest(model) + 1)


class Writer:
    """``with`` it: what was added is written in transactions of 100,000 rows, the last one at the end."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311  # the same rows each time
        self._tables: dict[type[Model], _Table] = {}
        self._pending = 0

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        if failed is None:
            self._flush()
            self._go_on_counting()

    def uid(self) -> str:
        """As both databases read it."""
        return f"{self._random.getrandbits(128):032x}"

    def add(self, model: type[Model], **values: Any) -> int:
        """The id that the row will have. Columns by their names; instants as ``stamp`` writes them."""
        table = self._tables.get(model) or self._tables.setdefault(model, _Table(model))
        row = table.plain | values
        for column in table.named:
            row[column] = values.get(column) or self.uid()
        row["id"] = next(table.ids)
        table.rows.append(tuple(row.values()))
        self._pending += 1
        if self._pending >= AT_ONCE:
            self._flush()
        return int(row["id"])

    def _flush(self) -> None:
        """All tables in one transaction, for rows refer to each other in any order."""
        with transaction.atomic():
            for table in self._tables.values():
                _insert(table)
                table.rows.clear()
        self._pending = 0

    def _go_on_counting(self) -> None:
        """PostgreSQL's sequences have not noticed the ids that we gave."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in self._tables.values():
                    named: list[str | int] = [table.name, next(table.ids) - 1]
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", named)


def _insert(table: _Table) -> None:
    columns = ", ".join(f'"{column}"' for column in table.plain)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
                for row in table.rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(table.plain))
            cursor.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({places})', table.rows)  # noqa: S608


def stamp(instant: datetime) -> str:
    """An instant of UTC as both databases keep it: SQLite's guard takes no other spelling."""
    return f"{instant:%Y-%m-%d %H:%M:%S}{'+00' if connection.vendor == 'postgresql' else ''}"


def _plain(field: Field[Any, Any]) -> Any:
    value = field.get_default()
    return json.dumps(value) if isinstance(field, JSONField) else value


def _newest(model: type[Model]) -> int:
    rows: Any = model._default_manager
    everybodys = rows.everywhere() if hasattr(rows, "everywhere") else rows.all()
    return int(everybodys.aggregate(newest=Max("pk"))["newest"] or 0)
