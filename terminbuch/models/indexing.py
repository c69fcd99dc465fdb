"""An index on a table that people book into meanwhile."""

from __future__ import annotations

from typing import Any

from django.db import NotSupportedError
from django.db.migrations import AddIndex
from django.db.migrations.state import ProjectState


class AddIndexMeanwhile(AddIndex):
    """On PostgreSQL built beside the bookings that go on, so in no transaction (``atomic = False``).

    Whoever is cut off begins again: what was left half built is thrown away first. On SQLite nobody can write
    meanwhile; there it is an index like any other.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            self._drop(schema_editor)
            schema_editor.add_index(model, self.index, **_meanwhile(schema_editor))

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            self._drop(schema_editor)

    def _drop(self, schema_editor: Any) -> None:
        how = "CONCURRENTLY " if _meanwhile(schema_editor) else ""
        schema_editor.execute(f"DROP INDEX {how}IF EXISTS {schema_editor.quote_name(self.index.name)}")


def _meanwhile(schema_editor: Any) -> dict[str, bool]:
    """Raises NotSupportedError in a transaction, where PostgreSQL can only lock."""
    if schema_editor.connection.vendor != "postgresql":
        return {}
    if schema_editor.connection.in_atomic_block:
        raise NotSupportedError("set atomic = False on the migration")
    return {"concurrently": True}
