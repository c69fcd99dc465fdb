"""What a migration would do to people who book meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, Field

from terminbuch.models.indexing import AddIndexMeanwhile

LARGE = {
    "acceptedrequest", "allocation", "booking", "busytime", "calendarentry", "customer", "delivery",
    "historyentry", "outsideevent", "task",
}  # fmt: skip
"""Tables that grow for as long as people book."""


def what_locks(migration: migrations.Migration, state: ProjectState) -> list[str]:
    """One sentence for each step that would keep bookings waiting for longer than a moment."""
    found: list[str] = []
    for operation in migration.operations:
        found += _said(operation, migration, state)
        operation.state_forwards("terminbuch", state)
    return found


def _said(operation: Operation, migration: migrations.Migration, state: ProjectState) -> Iterator[str]:
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for step in operation.database_operations:
            yield from _said(step, migration, state)
    elif isinstance(operation, migrations.RunPython | migrations.RunSQL):
        if migration.atomic is not False:
            yield f"{type(operation).__name__} in one transaction: what it changes stays locked until its end"
    else:
        check = _CHECKS.get(type(operation).__name__)
        if check is not None and _table(operation) in LARGE and (reason := check(operation, state)):
            yield f"{_table(operation)}: {reason}"


def _table(operation: Any) -> str:
    """In lower case, as migrations compare names; a model that is renamed has its old name."""
    name = getattr(operation, "model_name", None) or getattr(operation, "old_name", None) or operation.name
    return str(name).lower()


def _index(operation: Any, _state: ProjectState) -> str | None:
    """Building it locks out every writer, unless it is built meanwhile."""
    return None if isinstance(operation, AddIndexMeanwhile) else "an index is built under a lock"


def _added(operation: Any, _state: ProjectState) -> str | None:
    field = operation.field
    if field.is_relation and field.db_constraint:
        return "a foreign key is compared under a lock: db_constraint=False, then NOT VALID and VALIDATE"
    if field.db_index or field.unique:
        return "an index is built under a lock"
    if not field.null and callable(field.default) and field.db_default is NOT_PROVIDED:
        return "a default that is computed is written into every row"
    return None


def _altered(operation: Any, state: ProjectState) -> str | None:
    """Only what stays as it is in the table, and a text that may become longer, is done in a moment."""
    before = state.models["terminbuch", _table(operation)].fields[operation.name]
    if _made(before) != _made(operation.field) and not _is_longer(before, operation.field):
        return f"{operation.name} is written or compared anew in every row"
    return None


def _made(field: Field[Any, Any]) -> tuple[object, ...]:
    """What the table knows of it; a type as it is without what only Django looks at."""
    is_keyed = field.is_relation and getattr(field, "db_constraint", False)
    return (
        field.get_internal_type(),
        _length(field),
        field.null,
        field.unique,
        getattr(field, "db_index", False),
        is_keyed,
    )


def _is_longer(before: Field[Any, Any], after: Field[Any, Any]) -> bool:
    kind, length, *rest = _made(before)
    new_kind, new_length, *new_rest = _made(after)
    longer = isinstance(length, int) and isinstance(new_length, int) and new_length >= length
    return kind == new_kind and rest == new_rest and longer


def _length(field: Field[Any, Any]) -> int | None:
    return field.max_length if "varchar" in (field.db_type(connection) or "varchar") else None


def _constraint(_operation: Any, _state: ProjectState) -> str:
    return "a constraint is compared under a lock: NOT VALID first, then VALIDATE"


def _renamed(_operation: Any, _state: ProjectState) -> str:
    return "the program that still runs asks for the old name"


def _unique(_operation: Any, _state: ProjectState) -> str:
    return "an index is built under a lock"


_CHECKS: dict[str, Callable[[Any, ProjectState], str | None]] = {
    "AddIndex": _index,
    "AddIndexMeanwhile": _index,
    "AddField": _added,
    "AlterField": _altered,
    "AddConstraint": _constraint,
    "RenameField": _renamed,
    "RenameModel": _renamed,
    "AlterUniqueTogether": _unique,
    "AlterModelTable": _renamed,
}
