"""PostgreSQL: the same tables in a schema of their own, each with the very guard and rules of the original.

In it are what is offered and what lies ahead: no customers, no messages, no log, no logins. A connection to
it sees nothing but this schema, so that no statement can reach the data.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db.models import Model

from terminbuch.models import Allocation, Booking, BusyTime

from ..safekeeping.moment import opened
from .no_copy import NoCopy

PREFIX = "terminbuch_copy_"
KEEPER = "keeper of the copy"
# What the rule asks about when a time is booked; of these the past has no part in it.
ASKED = (
    *("Organisation", "Location", "Resource", "ServiceGroup", "Service", "Question", "Requirement"),
    *("Candidate", "Schedule", "WeeklyHours", "ScheduleException", "Absence", "Disruption"),
    *("OutsideCalendar", "CalendarConnection", "OutsideEvent", "BusyTime", "Hold", "Booking", "Allocation"),
)
DATED = {Booking, Allocation, BusyTime}
A_DAY = timedelta(days=1)
# A table made like another one names its rules anew; by their names our deeds know who was in the way.
RENAMED = """
SELECT copied.relname, original.relname
FROM pg_index AS c JOIN pg_class AS copied ON copied.oid = c.indexrelid
JOIN pg_class AS here ON here.oid = c.indrelid AND here.relnamespace = %s::regnamespace
JOIN pg_class AS there ON there.relname = here.relname AND there.relnamespace = %s::regnamespace
JOIN pg_index AS o ON o.indrelid = there.oid JOIN pg_class AS original ON original.oid = o.indexrelid
WHERE (c.indisunique OR c.indisexclusion) AND copied.relname <> original.relname
AND (c.indisunique, c.indisexclusion) = (o.indisunique, o.indisexclusion)
AND substring(pg_get_indexdef(c.indexrelid) FROM ' USING .*')
    = substring(pg_get_indexdef(o.indexrelid) FROM ' USING .*')
"""


@contextmanager
def made(ours: Any, *, now: datetime) -> Iterator[dict[str, Any]]:
    """What leads to the copy instead of the data. Raises NoCopy where we may make no schema."""
    with _keeper(ours) as keeper:
        if not _one(keeper, "SELECT has_database_privilege(current_database(), 'CREATE')"):
            raise NoCopy("right")
        sweep(keeper)
        schema, source = f"{PREFIX}{secrets.token_hex(4)}", str(_one(keeper, "SELECT current_schema()"))
        # Held by this session: the lock ends with the process, however that ends.
        _one(keeper, "SELECT pg_advisory_lock(hashtext(%s)) IS NULL", schema)
        try:
            _fill(keeper, source, schema, now=now)
            yield {"OPTIONS": {"options": f"{_options(ours)} -c search_path={schema}".strip()}}
        finally:
            _do(keeper, f"DROP SCHEMA IF EXISTS {schema} CASCADE")


def check(copy: Any) -> None:
    """That nothing but the copy can be reached by it; its rows are counted on from here."""
    path = str(_one(copy, "SHOW search_path"))
    if not path.startswith(PREFIX) or "," in path:
        raise NoCopy("right")
    with copy.cursor() as cursor:
        for statement in copy.ops.sequence_reset_sql(no_style(), _tables()):
            cursor.execute(statement)


def sweep(keeper: Any) -> None:
    """Schemas that nobody locks any more were left behind by a crash."""
    with keeper.cursor() as cursor:
        cursor.execute(
            "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)"
            " AND pg_try_advisory_lock(hashtext(nspname))",
            [PREFIX],
        )
        for (schema,) in cursor.fetchall():
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [schema])


@contextmanager
def _keeper(ours: Any) -> Iterator[Any]:
    """A session of its own, which lives as long as the copy."""
    settings = deepcopy(ours.settings_dict)
    settings["OPTIONS"].pop("pool", None)
    keeper = type(ours)(settings, KEEPER)
    with opened(KEEPER, keeper):
        yield keeper


def _options(ours: Any) -> str:
    return str(ours.settings_dict["OPTIONS"].get("options", ""))


def _fill(keeper: Any, source: str, schema: str, *, now: datetime) -> None:
    quoted = keeper.ops.quote_name
    _do(keeper, f"CREATE SCHEMA {schema}")
    for model in _tables():
        table = quoted(model._meta.db_table)
        here, there = f"{quoted(source)}.{table}", f"{schema}.{table}"
        _do(keeper, f"CREATE TABLE {there} (LIKE {here} INCLUDING ALL)")
        if model.__name__ in ASKED:
            dated = " WHERE ends_at > %s" if model in DATED else ""
            _do(keeper, f"INSERT INTO {there} SELECT * FROM {here}{dated}", *([now - A_DAY] if dated else []))  # noqa: S608
    with keeper.cursor() as cursor:
        cursor.execute(RENAMED, [schema, source])
        for copied, original in cursor.fetchall():
            cursor.execute(f"ALTER INDEX {schema}.{quoted(copied)} RENAME TO {quoted(original)}")


def _tables() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _do(connection: Any, statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def _one(connection: Any, question: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        return cursor.fetchone()[0]
