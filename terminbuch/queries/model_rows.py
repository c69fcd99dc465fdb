"""Rows of a model out of a statement that was not composed by Django: its columns, and the row they make."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateTimeField, JSONField, Model, UUIDField

from .prepared import read_instant


def columns(model: type[Model], alias: str = "") -> str:
    """All of them, in the model's own order."""
    of = f"{alias}." if alias else ""
    return ", ".join(f'{of}"{field.column}"' for field in model._meta.concrete_fields)


def model_row[Row: Model](model: type[Row], values: Sequence[Any]) -> tuple[Row, Sequence[Any]]:
    """The row that the first values make, as Django would read it; and the values behind it."""
    names, converters = _reading(model, connection.vendor)
    own = list(values[: len(names)])
    for at, convert in converters:
        own[at] = convert(own[at])
    return model.from_db("default", names, own), values[len(names) :]


@lru_cache
def _reading(model: type[Model], vendor: str) -> tuple[list[str], list[tuple[int, Callable[[Any], Any]]]]:
    """The names of the columns, and how those are read that the engine does not hand over as they are."""
    fields = model._meta.concrete_fields
    converters = [
        (at, _converter(convert, field.get_col(model._meta.db_table)))
        for at, field in enumerate(fields)
        for convert in (
            *connection.ops.get_db_converters(field.get_col(model._meta.db_table)),
            *field.get_db_converters(connection),
        )
    ]
    return [field.attname for field in fields], converters


def _converter(convert: Callable[..., Any], expression: Any) -> Callable[[Any], Any]:
    return lambda value: convert(value, expression, connection)


def json_rows[Row: Model](model: type[Row], said: str | None) -> list[Row]:
    """Rows whose columns, in the model's own order, came as lists in JSON."""
    names, readers = _reading_json(model, connection.vendor)
    return [
        model.from_db("default", names, [read(value) for read, value in zip(readers, row, strict=True)])
        for row in json.loads(said or "[]")
    ]


@lru_cache
def _reading_json(model: type[Model], vendor: str) -> tuple[list[str], list[Callable[[Any], Any]]]:
    fields = model._meta.concrete_fields
    return [field.attname for field in fields], [_reader(field, vendor) for field in fields]


def _reader(field: Any, vendor: str) -> Callable[[Any], Any]:
    if isinstance(field, JSONField):
        # SQLite keeps it as text, and so it came as text within the JSON.
        return json.loads if vendor == "sqlite" else lambda value: value
    if isinstance(field, DateTimeField):
        return lambda value: None if value is None else read_instant(value)
    if isinstance(field, UUIDField | BooleanField):
        return field.to_python
    return lambda value: value


def belonging(owner: Model, relation: str, rows: Sequence[Model], model: type[Model]) -> None:
    """As if they had been prefetched. Who asks for other ones is refused, for nobody has said whose."""
    found: Any = model._default_manager.get_queryset()
    found._result_cache, found._prefetch_done = list(rows), True
    cache: dict[str, Any] = vars(owner).setdefault("_prefetched_objects_cache", {})
    cache[relation] = found
