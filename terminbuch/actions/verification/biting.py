"""Does the guard bite? Double bookings are planted in a copy, and everything there is taken back.

What the guard must let through is tried, too: one that refuses everything would look as safe.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet

from terminbuch.models import Allocation
from terminbuch.queries.verification import Found

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOBODY = -1
NINE = datetime(2000, 1, 3, 9, tzinfo=UTC)

type Tried = tuple[bool, bool, str]
"""Whether it was refused, whether it must be, and what it was."""


def bites(alias: str) -> Iterator[Found]:
    """What was not as it must be, on imagined rows and on the own ones. Nothing of it is left."""
    wrong = [(wanted, what) for is_refused, wanted, what in _tried(alias) if is_refused != wanted]
    for code, was_wanted in (("guard_toothless", True), ("guard_overzealous", False)):
        if whats := [what for wanted, what in wrong if wanted == was_wanted]:
            yield Found(code, None, facts={"why": ", ".join(whats)})


def damages(alias: str) -> Iterator[Found]:
    """Whether the file is whole: an index that lost rows would answer "free". SQLite can tell."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(5)")
            said = [str(row[0]) for row in cursor.fetchall()]
        if said != ["ok"]:
            yield Found("damaged", None, facts={"why": "; ".join(said)[:400]})


def _imagined() -> Allocation:
    return Allocation(
        organisation_id=NOBODY, resource_id=NOBODY, booking_id=NOBODY, starts_at=NINE, ends_at=NINE + HOUR,
        sitting=uuid.uuid4(), capacity=2,
    )  # fmt: skip


def _own(alias: str) -> Allocation | None:
    """The last time that is occupied."""
    rows: QuerySet[Allocation] = QuerySet(Allocation, using=alias)
    return rows.filter(live=True, capacity=1).order_by("-ends_at", "-pk").first()


def _tried(alias: str) -> Iterator[Tried]:
    yield from _on_imagined_rows(alias)
    if (own := _own(alias)) is not None:
        yield from _around(alias, "an own one", own)


def _on_imagined_rows(alias: str) -> Iterator[Tried]:
    """Where everything is known, so that what must be let through can be tried as well."""
    row = _imagined()
    with transaction.atomic(using=alias):
        yield not _stands(alias, row), False, "a first one"
        yield from _around(alias, "an imagined one", row)
        yield from _let_through(alias, row)
        yield _moved_into(alias, row), True, "an update"
        transaction.set_rollback(True, using=alias)


def _around(alias: str, name: str, row: Allocation) -> Iterator[Tried]:
    with transaction.atomic(using=alias):
        for what, planted in _overlapping(row):
            yield not _stands(alias, planted), True, f"{name}: {what}"
        transaction.set_rollback(True, using=alias)


def _overlapping(row: Allocation) -> Iterator[tuple[str, Allocation]]:
    yield "the same time", _like(row)
    yield "its last minute", _like(row, starts_at=row.ends_at - MINUTE, ends_at=row.ends_at + HOUR)
    yield "all around it", _like(row, starts_at=row.starts_at - HOUR, ends_at=row.ends_at + HOUR)
    yield "the same seat", _like(row, sitting=row.sitting)


def _let_through(alias: str, row: Allocation) -> Iterator[Tried]:
    for what, planted in (
        ("the time after it", _like(row, starts_at=row.ends_at, ends_at=row.ends_at + HOUR)),
        ("another seat", _like(row, sitting=row.sitting, seat=2)),
        ("another resource", _like(row, resource_id=NOBODY - 1)),
        ("one that is over", _like(row, live=False)),
    ):
        yield not _stands(alias, planted), False, what


def _moved_into(alias: str, row: Allocation) -> bool:
    """Whether an update is refused as well, though nothing of ours does such a thing."""
    later = _like(row, starts_at=row.ends_at + 9 * HOUR, ends_at=row.ends_at + 10 * HOUR)
    statement = "UPDATE terminbuch_allocation SET starts_at = %s, ends_at = %s WHERE sitting = %s"
    times = _stored(alias, row, "starts_at", "ends_at")
    return _stands(alias, later) and not _accepted(alias, statement, times + _stored(alias, later, "sitting"))


def _like(row: Allocation, **changes: Any) -> Allocation:
    """Another booking's, unless something else is said."""
    values = {field.attname: getattr(row, field.attname) for field in _columns()}
    return Allocation(**values | {"sitting": uuid.uuid4()} | changes)


def _stands(alias: str, row: Allocation) -> bool:
    """Past our deeds, which would refuse it before the database is asked."""
    columns = [field.attname for field in _columns()]
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO terminbuch_allocation ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  # names of columns
    return _accepted(alias, statement, _stored(alias, row, *columns))


def _accepted(alias: str, statement: str, values: list[Any]) -> bool:
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(statement, values)
    except IntegrityError:
        return False
    return True


def _stored(alias: str, row: Allocation, *names: str) -> list[Any]:
    fields = {field.attname: field for field in _columns()}
    return [fields[name].get_db_prep_save(getattr(row, name), connections[alias]) for name in names]


def _columns() -> list[Any]:
    return [field for field in Allocation._meta.concrete_fields if not field.primary_key]
