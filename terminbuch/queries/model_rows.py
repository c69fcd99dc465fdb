"""Rows of a model out of a statement that was not composed by Django: its columns, and the row they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model


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
