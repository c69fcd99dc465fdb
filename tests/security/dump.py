"""Everything that stands in the database, to compare before and after."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Model

# Who is signed in, and who tried what how often: these may change when somebody only looks.
NOT_COMPARED = {"Session", "AttemptCount"}

type Dump = dict[str, list[dict[str, object]]]


def dump() -> Dump:
    return {model.__name__: _rows(model) for model in _models()}


def _models() -> Iterable[type[Model]]:
    return [model for model in apps.get_models() if model.__name__ not in NOT_COMPARED]


def _rows(model: type[Model]) -> list[dict[str, object]]:
    """Past the scoping by organisation: all rows are meant."""
    return list(model._base_manager.all().order_by("pk").values())
