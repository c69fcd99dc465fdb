"""What the tables say, asked in plain SQL: no code of ours stands between."""

from __future__ import annotations

from typing import Any

from django.db import connection

PAIRS = """
SELECT count(*) FROM terminbuch_allocation AS one JOIN terminbuch_allocation AS other
ON one.resource_id = other.resource_id AND one.id < other.id
AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
WHERE one.live AND other.live
"""
OVERLAPS = f"{PAIRS} AND (one.sitting <> other.sitting OR one.seat = other.seat)"
# A booking that stands occupies its own time, for each thing it needs, in its own organisation.
HOMELESS = """
SELECT count(*) FROM terminbuch_booking AS booking WHERE booking.status IN ('confirmed', 'pending')
AND NOT EXISTS (SELECT 1 FROM terminbuch_allocation AS row WHERE row.booking_id = booking.id AND row.live
AND row.organisation_id = booking.organisation_id
AND row.starts_at <= booking.starts_at AND row.ends_at >= booking.ends_at)
"""


def overlaps() -> int:
    """Pairs of live rows that take one resource, or one seat, at the same time."""
    return int(_one(OVERLAPS))


def homeless() -> int:
    """Bookings that stand and occupy no time."""
    return int(_one(HOMELESS))


def counted(*tables: str) -> dict[str, int]:
    """How many rows each of these tables has."""
    return {table: int(_one(f"SELECT count(*) FROM terminbuch_{table}")) for table in tables}


def promised() -> dict[str, int]:
    """How many deliveries of each kind are there."""
    return dict(rows("SELECT kind, count(*) FROM terminbuch_delivery GROUP BY kind"))


def effects() -> dict[str, object]:
    """All that a customer's request may change: what stands, who is told, what is remembered."""
    return {
        "bookings": rows("SELECT uid, status, version, sequence FROM terminbuch_booking ORDER BY id"),
        "times": rows(
            "SELECT booking_id, starts_at, ends_at FROM terminbuch_allocation WHERE live ORDER BY id"
        ),
        "promises": rows("SELECT key, state FROM terminbuch_delivery ORDER BY id"),
        **counted("customer", "historyentry", "hold", "task", "acceptedrequest"),
    }


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _one(statement: str) -> Any:
    return rows(statement)[0][0]
