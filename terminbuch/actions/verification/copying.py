"""A copy of the own data, in which a double booking may be tried. The data themselves are only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from terminbuch.models import OutsideCalendar

from ..safekeeping.moment import opened
from . import file_copy, schema_copy

ALIAS = "copy"


@dataclass(frozen=True, slots=True)
class Copy:
    """``alias`` opens it in this thread; with ``settings`` instead of its own another process does."""

    alias: str
    settings: dict[str, Any]


@contextmanager
def a_copy(*, now: datetime) -> Iterator[Copy]:
    """Until the end, also when what is done with it fails; what a crash left behind goes first.

    Raises NoCopy where there is no room, or no right to make one.
    """
    ours = connections[DEFAULT_DB_ALIAS]
    engine = file_copy if ours.vendor == "sqlite" else schema_copy
    with engine.made(ours, now=now) as changes:
        settings = changed(ours.settings_dict, changes)
        with opened(ALIAS, type(ours)(settings, ALIAS)):
            engine.check(connections[ALIAS])
            _cut_off_from_outside(ALIAS)
            yield Copy(ALIAS, changes)


def changed(settings: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The settings of the database, leading to the copy; without a pool, which would outlive it."""
    copied = deepcopy(settings)
    copied["OPTIONS"].pop("pool", None)
    copied["OPTIONS"].update(changes.get("OPTIONS", {}))
    return copied | {name: value for name, value in changes.items() if name != "OPTIONS"}


def _cut_off_from_outside(alias: str) -> None:
    """Nobody is asked: what outside calendars say has no part in the question who comes first."""
    rows: QuerySet[OutsideCalendar] = QuerySet(OutsideCalendar, using=alias)
    rows.update(blocks=False, receives=False, is_withheld=False)
