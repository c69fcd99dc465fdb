"""The edition of a page: whatever it is made of, read by one small statement.

Who keeps a page keeps with it the edition that was read before its facts were loaded, and shows it again as
long as the same statement answers the same (I4). Rows whose columns stand on the page are read whole; of a
resource or a place, whose time is made of many rows, the revision. Uids come along: no row is taken for
another one.

SQL by hand, for both databases: put together by the ORM, the statement would cost more than all else that a
page costs which is kept. Nothing but names of our tables and columns is put into it (hence S608).
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from terminbuch.models import (
    Candidate,
    Hold,
    Location,
    Logo,
    Organisation,
    Requirement,
    Resource,
    Service,
    ServiceGroup,
)

type Edition = tuple[object, ...]

# The worker notes these every few minutes, and no customer's page shows them.
NOT_SHOWN = {"looked_at", "trouble_count"}


def of_times(slug: str, service: str) -> Edition | None:
    """Of a service's free times; None where there is no such business. One query."""
    return _row(_of_times(connection.vendor), service, slug)


def of_services(slug: str) -> Edition | None:
    """Of a business's price list; None where there is no such business. One query."""
    return _row(_of_services(connection.vendor), slug)


def first_hold_ends(slug: str, now: datetime) -> datetime | None:
    """The moment at which the first of a business's holds runs out, which no edition tells. One query."""
    found = _row(HOLD_ENDS, slug, connection.ops.adapt_datetimefield_value(now))
    return found[0].replace(tzinfo=UTC) if found else None


def _row(statement: str, *values: Any) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


@cache
def _of_times(vendor: str) -> str:
    needs = _every(
        vendor,
        f"{_whole('r', Requirement)}, {_whole('c', Candidate)}, w.uid, w.revision",
        f"""{_table(Requirement)} r LEFT JOIN {_table(Candidate)} c ON c.requirement_id = r.id
            LEFT JOIN {_table(Resource)} w ON w.id = c.resource_id
            WHERE r.service_id = s.id ORDER BY r.id, c.id""",
    )
    return f"""
        SELECT {_business(vendor)}, {_whole("s", Service)}, {needs} FROM {_tables_of_business()}
        LEFT JOIN {_table(Service)} s ON s.organisation_id = o.id AND s.slug = %s WHERE o.slug = %s"""  # noqa: S608


@cache
def _of_services(vendor: str) -> str:
    services, groups = (
        _every(vendor, columns, f"{_table(model)} t WHERE t.organisation_id = o.id ORDER BY t.id")
        for model, columns in ((Service, "t.uid, t.revision"), (ServiceGroup, _whole("t", ServiceGroup)))
    )
    return f"""
        SELECT {_business(vendor)}, {services}, {groups} FROM {_tables_of_business()} WHERE o.slug = %s"""  # noqa: S608


def _business(vendor: str) -> str:
    """What stands around every page."""
    places = f"{_table(Location)} l WHERE l.organisation_id = o.id ORDER BY l.id"
    return f"""
        {_whole("o", Organisation)}, p.slug, p.name, g.digest, g.width, g.height,
        {_every(vendor, "l.uid, l.revision", places)}"""


def _tables_of_business() -> str:
    """With the real one where this is for practice, and its picture."""
    return f"""
        {_table(Organisation)} o LEFT JOIN {_table(Organisation)} p ON p.id = o.practice_of_id
        LEFT JOIN {_table(Logo)} g ON g.organisation_id = o.id"""


def _every(vendor: str, columns: str, rows: str) -> str:
    """All these rows in one value, as JSON, so that nothing looks like something else."""
    one, all_ = ("json_build_array", "json_agg({})::text")
    if vendor == "sqlite":
        one, all_ = ("json_array", "json_group_array({})")
    return f"(SELECT {all_.format('x.row')} FROM (SELECT {one}({columns}) AS row FROM {rows}) x)"  # noqa: S608


def _whole(row: str, model: type[Model]) -> str:
    columns: Any = model._meta.concrete_fields
    return ", ".join(f"{row}.{field.column}" for field in columns if field.name not in NOT_SHOWN)


def _table(model: type[Model]) -> str:
    return model._meta.db_table


HOLD_ENDS = f"""
    SELECT h.deadline FROM {_table(Hold)} h JOIN {_table(Organisation)} o ON o.id = h.organisation_id
    WHERE o.slug = %s AND h.deadline > %s ORDER BY h.deadline LIMIT 1"""  # noqa: S608
