"""A migration that would keep people from booking is refused before anybody installs it."""

from __future__ import annotations

import uuid

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from terminbuch.models.indexing import AddIndexMeanwhile
from tests.size.migrations import what_locks

FIRST = ("terminbuch", "0002_outside_calendars")
"""Up to here nobody had any bookings."""
INDEX = models.Index(fields=["organisation", "created_at"], name="booking_by_age")


def test_no_migration_keeps_bookings_waiting() -> None:
    loader = MigrationLoader(None)
    (newest,) = loader.graph.leaf_nodes("terminbuch")
    plan = [key for key in loader.graph.forwards_plan(newest) if key[0] == "terminbuch"]
    later = plan[plan.index(FIRST) + 1 :]

    before = {key: loader.project_state(key, at_end=False) for key in later}
    locking = {key: what_locks(loader.graph.nodes[key], before[key]) for key in later}

    assert locking == {key: [] for key in later}
    assert later


def _locks(operation: Operation, *, atomic: bool = True) -> list[str]:
    state = MigrationLoader(None).project_state(FIRST)
    made = type("Sample", (migrations.Migration,), {"operations": [operation], "atomic": atomic})
    return what_locks(made("sample", "terminbuch"), state)


BAD = {
    "an index": migrations.AddIndex("booking", INDEX),
    "an index whatever the spelling": migrations.AddIndex("Booking", INDEX),
    "a foreign key": migrations.AddField(
        "booking", "brought_by", models.ForeignKey("terminbuch.Customer", models.CASCADE, null=True)
    ),
    "a column with an index": migrations.AddField(
        "delivery", "lane", models.IntegerField(default=0, db_index=True)
    ),
    "a computed default": migrations.AddField("task", "key", models.UUIDField(default=uuid.uuid4)),
    "another type": migrations.AlterField("booking", "number", models.IntegerField()),
    "a shorter text": migrations.AlterField("booking", "name", models.CharField(max_length=20)),
    "no longer empty": migrations.AlterField("delivery", "sent_at", models.DateTimeField()),
    "a constraint": migrations.AddConstraint(
        "booking", models.CheckConstraint(condition=models.Q(version__gte=1), name="booking_version")
    ),
    "another name": migrations.RenameField("booking", "name", "title"),
    "all rows at once": migrations.RunPython(migrations.RunPython.noop),
    "hidden in a separation": migrations.SeparateDatabaseAndState([migrations.AddIndex("booking", INDEX)]),
}
GOOD = {
    "an index built meanwhile": AddIndexMeanwhile("booking", INDEX),
    "an empty column": migrations.AddField("booking", "told_at", models.DateTimeField(null=True)),
    "a column that says the same in every row": migrations.AddField(
        "booking", "channel", models.CharField(max_length=8, default="")
    ),
    "a longer text": migrations.AlterField("booking", "name", models.CharField(max_length=200)),
    "other choices": migrations.AlterField(
        "booking", "origin", models.CharField(max_length=7, choices=[("x", "X")])
    ),
    "an index on a small table": migrations.AddIndex(
        "organisation", models.Index(fields=["name"], name="by_name")
    ),
    "a new table": migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
}


@pytest.mark.parametrize("operation", BAD.values(), ids=BAD)
def test_what_locks_is_told(operation: Operation) -> None:
    assert _locks(operation) != []


@pytest.mark.parametrize("operation", GOOD.values(), ids=GOOD)
def test_what_takes_a_moment_is_not(operation: Operation) -> None:
    assert _locks(operation) == []


def test_rows_may_be_changed_in_portions() -> None:
    assert _locks(migrations.RunPython(migrations.RunPython.noop), atomic=False) == []
