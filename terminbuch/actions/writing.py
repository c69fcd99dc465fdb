"""New rows that belong together: on PostgreSQL written by one statement, on SQLite one after the other.

The words are composed from the models, so that a new column comes along by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections
from django.db.models import Field, Model

from terminbuch.queries import prepared

# By the name of a column: which of the rows before has the key that it will be.
type References = tuple[tuple[str, int], ...]
type Shapes = tuple[tuple[type[Model], References], ...]


def write(rows: Sequence[Model]) -> None:
    """Insert rows that were not saved yet, each of which may refer to those before it; they get their ids.

    Raises IntegrityError where the database refuses one; then none of them has an id. On SQLite those before
    it are gone with the savepoint or transaction around them.
    """
    try:
        if prepared.is_postgresql():
            _write_together(rows)
        else:
            for row in rows:
                _take_keys(row)
                _write_together([row])
    except IntegrityError:
        for row in rows:
            row.pk, row._state.adding = None, True
        raise


def claim(row: Model) -> bool:
    """Insert a row unless there is one with its key already; on PostgreSQL after that one's transaction."""
    inserted = prepared.rows(_claim(type(row)), _values(row, set()))
    return bool(inserted)


def _write_together(rows: Sequence[Model]) -> None:
    references = [_references(row, rows[:at]) for at, row in enumerate(rows)]
    shapes = tuple((type(row), awaited) for row, awaited in zip(rows, references, strict=True))
    values = [
        value
        for row, awaited in zip(rows, references, strict=True)
        for value in _values(row, {name for name, _at in awaited})
    ]
    (keys,) = prepared.rows(_insert_all(shapes), values)
    for row, key in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        _take_keys(row)


def _references(row: Model, before: Sequence[Model]) -> References:
    return tuple(
        (field.attname, at)
        for field in _relations(type(row))
        for at, other in enumerate(before)
        if row._state.fields_cache.get(field.name) is other
    )


def _take_keys(row: Model) -> None:
    """Of the rows that it refers to and that had none when it was made."""
    for field in _relations(type(row)):
        other = row._state.fields_cache.get(field.name)
        if other is not None:
            setattr(row, field.attname, other.pk)


def _values(row: Model, awaited: set[str]) -> list[Any]:
    connection = connections[DEFAULT_DB_ALIAS]
    return [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in _columns(type(row))
        if field.attname not in awaited
    ]


@lru_cache(maxsize=100)
def _insert_all(shapes: Shapes) -> str:
    inserts = [_insert(model, dict(references)) for model, references in shapes]
    if len(inserts) == 1:
        return inserts[0]
    parts = ", ".join(f"row{at} AS ({insert})" for at, insert in enumerate(inserts))
    keys = ", ".join(map(_key_of, range(len(inserts))))
    return f"WITH {parts} SELECT {keys}"  # our own names


def _key_of(at: int) -> str:
    return f"(SELECT id FROM row{at})"  # noqa: S608  # a number


@lru_cache
def _claim(model: type[Model]) -> str:
    return _insert(model, {}).replace(" RETURNING", " ON CONFLICT DO NOTHING RETURNING")


def _insert(model: type[Model], references: dict[str, int]) -> str:
    fields = _columns(model)
    values = [_key_of(references[field.attname]) if field.attname in references else "%s" for field in fields]
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f'INSERT INTO "{model._meta.db_table}" ({names})'
    return f"{into} VALUES ({', '.join(values)}) RETURNING id"


@lru_cache
def _columns(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(field for field in model._meta.concrete_fields if not field.primary_key)


@lru_cache
def _relations(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(field for field in _columns(model) if field.is_relation)
