"""Django's ``migrate``, which can be cut off at any moment and begins again where it was."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class Executor(MigrationExecutor):
    """Notes in the same transaction that a migration is done.

    Django leaves some statements for the end of the transaction, and notes such a migration after it. Whoever
    was cut off between the two had to repair the database by hand: the next try found tables that were there.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if migration.atomic:
            vars(migration)["apply"] = _whole(migration)
        return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)


def _whole(migration: Migration) -> Any:
    def applied(state: ProjectState, editor: BaseDatabaseSchemaEditor, *more: Any) -> ProjectState:
        state = type(migration).apply(migration, state, editor, *more)
        for left in editor.deferred_sql:
            editor.execute(left, None)  # as the editor itself does at its end
        editor.deferred_sql.clear()
        return state

    return applied


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        # The command takes it by this name, and there is no other way to hand in one's own.
        vars(migrate)["MigrationExecutor"] = Executor
        super().handle(*args, **options)
