"""Changes the tables of the environment: ``python -m benchmarks.million.applying 0004_delivery_of_none``.

By the name of a migration, forwards or backwards; or ``meanwhile`` and ``locking``: a sample of each way to
build an index on the bookings. Says "ready", waits for a line, and prints how many seconds it took.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  # Django must be ready before
from django.db import connection, migrations, models  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.operations.base import Operation  # noqa: E402

from terminbuch.models.indexing import AddIndexMeanwhile  # noqa: E402

FIELDS = ["organisation", "created_at", "name"]


def apply(step: str) -> None:
    if step == "meanwhile":
        _sample(AddIndexMeanwhile("booking", models.Index(fields=FIELDS, name="meanwhile")), atomic=False)
    elif step == "locking":
        _sample(migrations.AddIndex("booking", models.Index(fields=FIELDS, name="locking")), atomic=True)
    else:
        call_command("migrate", "terminbuch", step, verbosity=0)


def _sample(operation: Operation, *, atomic: bool) -> None:
    """As a migration that comes after all others would."""
    loader = MigrationLoader(connection)
    state = loader.project_state(loader.graph.leaf_nodes("terminbuch"))
    kind = type("Sample", (migrations.Migration,), {"operations": [operation], "atomic": atomic})
    with connection.schema_editor(atomic=atomic) as editor:
        kind("sample", "terminbuch").apply(state, editor)


if __name__ == "__main__":
    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    began = perf_counter()
    apply(sys.argv[1])
    print(perf_counter() - began, flush=True)
