"""Are the guards there: the one against overlaps, and every rule that the tables were given?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connections
from django.db.models import CheckConstraint, UniqueConstraint

from terminbuch.models import missing_allocation_guards

from ..lasting import settings
from .asking import Found

# SQLite keeps rules as the text that made them.
RULES = {
    "sqlite": "SELECT name, sql FROM sqlite_master",
    "postgresql": (
        "SELECT conname, '' FROM pg_constraint WHERE connamespace = current_schema()::regnamespace"
        " AND convalidated UNION ALL SELECT indexname, '' FROM pg_indexes WHERE schemaname = current_schema()"
    ),
}
NAMED = re.compile(r'CONSTRAINT "(\w+)"')


def guards(*, using: str) -> Iterator[Found]:
    """What is missing, by name; and settings by which something confirmed could get lost. A few queries."""
    for name in missing_allocation_guards(using=using):
        yield Found("guard_missing", None, name, {"name": name})
    for name in sorted(_wanted() - _there(using=using)):
        yield Found("rule_missing", None, name, {"name": name})
    for setting in settings():
        if not setting.is_right:
            yield Found("durability", None, setting.name, {"name": setting.name, "why": setting.found})


def _wanted() -> set[str]:
    kinds = (CheckConstraint, UniqueConstraint)
    models = apps.get_app_config("terminbuch").get_models()
    return {each.name for model in models for each in model._meta.constraints if isinstance(each, kinds)}


def _there(*, using: str) -> set[str]:
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(RULES[connection.vendor])
        rows = cursor.fetchall()
    return {name for name, _sql in rows} | {name for _name, sql in rows for name in NAMED.findall(sql or "")}
