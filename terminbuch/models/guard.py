"""The last word against double bookings, spoken by the database on both engines."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.ddl_references import Statement, Table

EXCLUSION = (
    "CONSTRAINT %(name)s EXCLUDE USING gist (organisation_id WITH =, resource_id WITH =,"
    " tstzrange(starts_at, ends_at) WITH &&, sitting WITH <>) WHERE (live)"
)

# SQLite compares instants as text, so the trigger first refuses every spelling but one: whole seconds, UTC.
# Adding nothing makes SQLite count: without it, 31 November and 24:45 o'clock come back as they were.
TRIGGER = """CREATE TRIGGER %(trigger)s BEFORE %(event)s ON %(table)s BEGIN
SELECT RAISE(ABORT, 'constraint failed: %(constraint)s (spelling)')
WHERE NEW.starts_at IS NOT datetime(NEW.starts_at, '+0 seconds')
OR NEW.ends_at IS NOT datetime(NEW.ends_at, '+0 seconds')
OR typeof(NEW.live) <> 'integer' OR typeof(NEW.resource_id) <> 'integer'
OR typeof(NEW.organisation_id) <> 'integer' OR typeof(NEW.sitting) <> 'text' OR length(NEW.sitting) <> 32;
SELECT RAISE(ABORT, 'constraint failed: %(constraint)s')
WHERE NEW.live AND EXISTS (SELECT 1 FROM %(table)s AS other
WHERE other.live AND other.organisation_id = NEW.organisation_id AND other.resource_id = NEW.resource_id
AND other.ends_at > NEW.starts_at AND other.starts_at < NEW.ends_at
AND other.sitting <> NEW.sitting%(itself)s);
END"""

EVENTS = {"insert": "", "update": " AND other.id <> OLD.id"}


class NoOverlap(models.BaseConstraint):
    """No two live allocations of one resource overlap unless they share a sitting (I1).

    PostgreSQL: an exclusion constraint. SQLite: triggers before insert and update; they ride in the schema
    editor's deferred statements, so that they follow Django when it rebuilds the table.
    """

    def __eq__(self, other: object) -> bool:
        """Migrations ask it: without it each makemigrations would make the guard anew."""
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
            return None
        return EXCLUSION % {"name": schema_editor.quote_name(self.name)}

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            first, second = self._triggers(model, schema_editor)
            schema_editor.deferred_sql.append(second)
            return first
        constraint = self.constraint_sql(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement("ALTER TABLE %(table)s ADD %(constraint)s", table=table, constraint=constraint)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        name = schema_editor.quote_name(self.name)
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_check, model, name)

    def _triggers(self, model: Any, schema_editor: Any) -> list[Statement]:
        return [
            Statement(
                TRIGGER,
                table=Table(model._meta.db_table, schema_editor.quote_name),
                trigger=schema_editor.quote_name(f"{self.name}_{event}"),
                event=event.upper(),
                constraint=self.name,
                itself=itself,
            )
            for event, itself in EVENTS.items()
        ]

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """A form's own check; the database has the last word all the same."""
        if not instance.live:
            return
        others = (
            model.objects.using(using)
            .of(instance.organisation_id)
            .filter(
                resource_id=instance.resource_id,
                live=True,
                starts_at__lt=instance.ends_at,
                ends_at__gt=instance.starts_at,
            )
        )
        if others.exclude(sitting=instance.sitting).exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)


def missing_guards(name: str, table: str, *, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """The names of the guards that this database lacks: empty when all is well. One query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master"
                " WHERE type = 'trigger' AND tbl_name = %s AND instr(sql, 'RAISE')",
                [table],
            )
            wanted = {f"{name}_{event}" for event in EVENTS}
        else:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = to_regclass(%s)"
                " AND contype = 'x' AND convalidated",
                [table],
            )
            wanted = {name}
        found = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - found)
