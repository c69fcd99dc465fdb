"""Put a backup in the place of what is here: all of it, or nothing."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import F, Max, Model, QuerySet
from django.db.models.functions import Greatest

from terminbuch.models import Organisation, OutsideCalendar, User

from ..deed import deed
from . import archive, keys
from .archive import Manifest
from .filling import compare, count_on, empty, fill, fits
from .refusals import NotEmpty
from .tables import columns, emptied, kept

OURS = DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    changed_keys: list[str]
    """Those in use until now were others: what runs must be started again."""


def is_empty() -> bool:
    """Whether nobody has a business or a login here."""
    return not Organisation.objects.exists() and not User.objects.exists()


def put_back(path: Path, *, replace: bool, now: datetime) -> Restored:
    """Everybody signs in anew. Pages show what was until all is done; who books meanwhile waits.

    Raises NotEmpty unless ``replace``, Spoilt, OtherTables, OSError where the file cannot be opened.
    """
    with archive.reading(path) as file:
        manifest = archive.check(file)
        fits(manifest)
        with keys.in_place(archive.keys(file, manifest, keys.NAMES)) as changed:
            _exchange(file, manifest, replace=replace, now=now)
        return Restored(manifest, changed)


@deed
def _exchange(file: zipfile.ZipFile, manifest: Manifest, *, replace: bool, now: datetime) -> None:
    _keep_writers_out()
    if not replace and not is_empty():
        raise NotEmpty
    given_out = max(map(_highest_revision, _kept_by_revision()), default=0)
    empty(using=OURS)
    fill(file, using=OURS)
    compare(manifest, using=OURS)
    _go_on_after(given_out, now=now)
    _compare_calendars(now)
    count_on(using=OURS)


def _keep_writers_out() -> None:
    """On PostgreSQL by a lock that readers do not feel; on SQLite a deed has begun with one."""
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in emptied())
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")


def _go_on_after(given_out: int, *, now: datetime) -> None:
    """No revision comes twice: a running process would take its old answer for the new one's (I4).

    Nor after a wipe, when nobody knows any more what was given out: the clock's milliseconds are ahead of it.
    """
    least = max(given_out, int(now.timestamp() * 1000))
    for model in _kept_by_revision():
        QuerySet(model).update(revision=Greatest(F("revision"), least) + 1)


def _compare_calendars(now: datetime) -> None:
    """What a token would tell is what happened since it was given out, not since these rows were written."""
    rows: QuerySet[OutsideCalendar] = QuerySet(OutsideCalendar)
    rows.update(full_due=True, token="", lease_until=None, lease_token=None)
    rows.filter(next_read_at__isnull=False).update(next_read_at=now)


def _highest_revision(model: type[Model]) -> int:
    return int(QuerySet(model).aggregate(highest=Max("revision"))["highest"] or 0)


def _kept_by_revision() -> list[type[Model]]:
    return [model for model in kept() if any(field.name == "revision" for field in columns(model))]
