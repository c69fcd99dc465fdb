"""Rows into empty tables, and whether they stand there as they were. Steps of a transaction."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connections
from django.db.models import Model

from terminbuch.models import missing_allocation_guards

from . import archive
from .archive import Manifest
from .lines import A_FEW, lines, values
from .refusals import OtherTables, Spoilt
from .tables import columns, emptied, kept


def fits(manifest: Manifest) -> None:
    """Raises OtherTables unless each table is here, with these columns, and no other."""
    ours = {model._meta.db_table: names(model) for model in kept()}
    theirs = {name: content.columns for name, content in manifest.tables.items()}
    if ours != theirs:
        raise OtherTables(manifest.version)


def names(model: type[Model]) -> list[str]:
    return sorted(field.attname for field in columns(model))


def empty(*, using: str) -> None:
    with connections[using].cursor() as cursor:
        for model in emptied():
            cursor.execute(f"DELETE FROM {_quoted(model._meta.db_table, using)}")  # noqa: S608  # no value in it


def fill(file: zipfile.ZipFile, *, using: str) -> None:
    """Foreign keys are looked at in the end, so the order of the tables does not matter. Raises Spoilt."""
    try:
        for model in kept():
            _fill(model, archive.table(file, model._meta.db_table), using=using)
        connections[using].check_constraints()
    except DatabaseError as error:
        raise Spoilt(f"the database refuses it: {str(error).splitlines()[0]}") from error


def _fill(model: type[Model], rows: Iterable[bytes], *, using: str) -> None:
    """Past the models, whose dates "of the last change" would become today's."""
    connection, fields = connections[using], columns(model)
    named = ", ".join(_quoted(str(field.column), using) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {_quoted(model._meta.db_table, using)} ({named}) VALUES ({places})"  # noqa: S608  # names of columns
    with connection.cursor() as cursor:
        for some in batched(rows, A_FEW):
            cursor.executemany(statement, [_stored(model, line, connection) for line in some])


def _stored(model: type[Model], line: bytes, connection: Any) -> list[Any]:
    found = zip(columns(model), values(model, line), strict=True)
    return [field.get_db_prep_save(value, connection) for field, value in found]


def compare(manifest: Manifest, *, using: str) -> None:
    """Raises Spoilt unless the tables hold what the manifest says, row for row, and the guard is there."""
    for model in kept():
        name = model._meta.db_table
        if archive.tally(names(model), lines(model, using=using)) != manifest.tables[name]:
            raise Spoilt(f"read back, the table {name} is not what was written")
    if missing := missing_allocation_guards(using=using):
        raise Spoilt(f"the guard against double bookings is missing: {', '.join(missing)}")


def count_on(*, using: str) -> None:
    """The next row of each table gets a number after the last one's. Only PostgreSQL must be told."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept()):
            cursor.execute(statement)


def _quoted(name: str, using: str) -> str:
    return connections[using].ops.quote_name(name)
