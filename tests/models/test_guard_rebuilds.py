"""The guard is there after every migration, also where SQLite builds the table anew and drops the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from terminbuch.models import GUARD, Allocation, NoOverlap, missing_allocation_guards
from tests.builders import MONDAY_10, make_salon, occupy

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
NAMES = [f"{GUARD}_insert", f"{GUARD}_update"] if connection.vendor == "sqlite" else [GUARD]

CHANGES: dict[str, Operation] = {
    "a field with a default": migrations.AddField("allocation", "colour", models.CharField(default="red")),
    "a field that may be empty": migrations.AddField("allocation", "colour", models.IntegerField(null=True)),
    "an unlike field": migrations.AlterField("allocation", "seat", models.BigIntegerField(default=1)),
    "a field of the guard": migrations.AlterField(
        "allocation", "starts_at", models.DateTimeField(db_index=True)
    ),
    "a field less": migrations.RemoveField("allocation", "position"),
    "a field renamed": migrations.RenameField("allocation", "position", "place"),
    "a rule more": migrations.AddConstraint(
        "allocation", models.CheckConstraint(condition=models.Q(position__lt=1000), name="position_is_small")
    ),
    "an index more": migrations.AddIndex("allocation", models.Index(fields=["seat"], name="by_seat")),
    "the resource's table": migrations.AddField("resource", "colour", models.CharField(default="red")),
    "the hold's table": migrations.AlterField("hold", "visitor_hash", models.CharField(max_length=99)),
    "another name for the table": migrations.AlterModelTable("allocation", "occupied"),
}


def _state() -> ProjectState:
    return MigrationExecutor(connection).loader.project_state()


def _forwards(change: Operation, before: ProjectState) -> ProjectState:
    after = before.clone()
    change.state_forwards("terminbuch", after)
    with connection.schema_editor() as editor:
        change.database_forwards("terminbuch", editor, before, after)
    return after


def _backwards(change: Operation, before: ProjectState, after: ProjectState) -> None:
    with connection.schema_editor() as editor:
        change.database_backwards("terminbuch", editor, after, before)


@pytest.fixture
def changed() -> Iterator[Callable[[Operation], None]]:
    """Makes a change and takes it back at the end, as its first half was; later tests find what they know."""
    made: list[tuple[Operation, ProjectState, ProjectState]] = []

    def make(change: Operation) -> None:
        before = _state()
        made.append((change, before, _forwards(change, before)))

    yield make
    for change, before, after in made:
        _backwards(change, before, after)
    assert missing_allocation_guards() == []


def guards_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        else:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'x'", [table]
            )
        return sorted(row[0] for row in cursor.fetchall())


def test_a_migrated_database_has_the_guard() -> None:
    assert guards_of("terminbuch_allocation") == NAMES
    assert missing_allocation_guards() == []


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_guard_outlives_a_change_of_the_tables(changed: Callable[..., None], change: Operation) -> None:
    changed(change)

    assert (
        guards_of("occupied" if isinstance(change, migrations.AlterModelTable) else "terminbuch_allocation")
        == NAMES
    )


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_guard_still_refuses_after_a_change_was_taken_back(change: Operation) -> None:
    salon, before = make_salon(), _state()
    occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)
    _backwards(change, before, _forwards(change, before))

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic():
        occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)

    assert Allocation.objects.of(salon.organisation).get().starts_at == MONDAY_10


def test_what_is_missing_is_named(changed: Callable[..., None]) -> None:
    changed(migrations.RemoveConstraint("allocation", GUARD))

    assert missing_allocation_guards() == NAMES


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has one guard, not two")
def test_half_a_guard_is_a_missing_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{GUARD}_update"])
        (trigger,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {GUARD}_update")

        assert missing_allocation_guards() == [f"{GUARD}_update"]

        cursor.execute(trigger)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's constraint cannot be an empty one")
def test_a_trigger_that_refuses_nothing_is_no_guard() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{GUARD}_insert"])
        (trigger,) = cursor.fetchone()
        cursor.execute(f"DROP TRIGGER {GUARD}_insert")
        cursor.execute(
            f"CREATE TRIGGER {GUARD}_insert BEFORE INSERT ON terminbuch_allocation BEGIN SELECT 1; END"
        )

        assert missing_allocation_guards() == [f"{GUARD}_insert"]

        cursor.execute(f"DROP TRIGGER {GUARD}_insert")
        cursor.execute(trigger)


def test_the_guard_can_be_put_back() -> None:
    before = _state()
    without = _forwards(migrations.RemoveConstraint("allocation", GUARD), before)

    _forwards(migrations.AddConstraint("allocation", NoOverlap(name=GUARD)), without)

    assert missing_allocation_guards() == []
