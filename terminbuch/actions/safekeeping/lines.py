"""A table's rows as lines of JSON, the same on every database: no engine's own spelling of a value."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.duration import duration_iso_string

from .refusals import Spoilt
from .tables import columns

A_FEW = 1000


def lines(model: type[Model], *, using: str) -> Iterator[bytes]:
    """Each row of all organisations, by its key; sorted within, for PostgreSQL keeps no order of JSON."""
    names = [field.attname for field in columns(model)]
    rows: QuerySet[Any, dict[str, Any]] = QuerySet(model, using=using).order_by("pk").values(*names)
    for row in rows.iterator(chunk_size=A_FEW):
        yield json.dumps(row, default=_said, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def values(model: type[Model], line: bytes) -> list[Any]:
    """What the line says, in the order of the columns. Raises Spoilt."""
    try:
        row = json.loads(line)
        return [field.to_python(row[field.attname]) for field in columns(model)]
    except (ValueError, LookupError, TypeError, ArithmeticError, ValidationError) as error:
        raise Spoilt(f"a row of {model._meta.db_table} cannot be read ({type(error).__name__})") from None


@singledispatch
def _said(value: object) -> str:
    raise TypeError(f"no way to write {type(value)}")


@_said.register(datetime)
@_said.register(date)
@_said.register(time)
def _(value: datetime | date | time) -> str:
    return value.isoformat()


@_said.register(UUID)
@_said.register(Decimal)
def _(value: UUID | Decimal) -> str:
    return str(value)


@_said.register(timedelta)
def _(value: timedelta) -> str:
    return duration_iso_string(value)


@_said.register(bytes)
@_said.register(memoryview)
def _(value: bytes | memoryview) -> str:
    return base64.b64encode(value).decode("ascii")
