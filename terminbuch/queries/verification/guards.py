"""Are the guards there: the one against overlaps, and every rule that the tables were given?"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connections
from django.db.models import CheckConstraint, Model, UniqueConstraint

from terminbuch.models import missing_allocation_guards

from ..lasting import settings
from .asking import Found


def guards(*, using: str) -> Iterator[Found]:
    """What is missing, by name; and settings by which something confirmed could get lost."""
    for name in missing_allocation_guards(using=using):
        yield Found("guard_missing", None, name, {"name": name})
    for model in apps.get_app_config("terminbuch").get_models():
        for name in sorted(_wanted(model) - _there(model, using=using)):
            yield Found("rule_missing", None, name, {"name": name})
    for setting in settings():
        if not setting.is_right:
            yield Found("durability", None, setting.name, {"name": setting.name, "why": setting.found})


def _wanted(model: type[Model]) -> set[str]:
    kinds = (CheckConstraint, UniqueConstraint)
    return {each.name for each in model._meta.constraints if isinstance(each, kinds)}


def _there(model: type[Model], *, using: str) -> set[str]:
    connection = connections[using]
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, model._meta.db_table))
