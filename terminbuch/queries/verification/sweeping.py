"""Whether two occupied times of one resource overlap: each is compared with the one before it, in one pass.

In order of their ends, some two overlap exactly when one begins before its neighbour's end: of all that end
before it, its neighbour ends last. Whoever is found so is then compared with all that reach into its time,
for seats of one sitting may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from .asking import Question, answered

# Only columns of one index, in its order: an engine that takes it sorts nothing and reads no table.
SWEEP = """
WITH in_turn AS (
    SELECT organisation_id, starts_at, LAG(ends_at) OVER (
        PARTITION BY organisation_id, resource_id ORDER BY ends_at, starts_at
    ) AS before_ends_at
    FROM terminbuch_allocation WHERE live{whose}{ahead}
)
SELECT organisation_id, COUNT(*) AS compared,
    SUM(CASE WHEN before_ends_at > starts_at THEN 1 ELSE 0 END) AS meeting
FROM in_turn GROUP BY organisation_id
"""
AHEAD = " AND ends_at > %(now)s"
PAIRS = """
WITH in_turn AS (
    SELECT id, organisation_id, resource_id, booking_id, sitting, starts_at, ends_at, LAG(ends_at) OVER (
        PARTITION BY organisation_id, resource_id ORDER BY ends_at, starts_at, id
    ) AS before_ends_at
    FROM terminbuch_allocation WHERE live{whose}{ahead}
)
SELECT one.organisation_id, other.id || '-' || one.id AS about, r.name AS resource, one.starts_at,
    x.number, y.number AS other_number
FROM in_turn AS one
JOIN terminbuch_allocation AS other ON other.live AND other.organisation_id = one.organisation_id
    AND other.resource_id = one.resource_id AND other.ends_at > one.starts_at AND other.sitting <> one.sitting
    AND (other.ends_at, other.starts_at, other.id) < (one.ends_at, one.starts_at, one.id)
LEFT JOIN terminbuch_resource AS r ON r.id = one.resource_id
LEFT JOIN terminbuch_booking AS x ON x.id = one.booking_id
LEFT JOIN terminbuch_booking AS y ON y.id = other.booking_id
WHERE one.before_ends_at > one.starts_at
"""
SEAT_TWICE = """
SELECT twice.organisation_id, twice.about, r.name AS resource, twice.starts_at
FROM (
    SELECT organisation_id, resource_id, MIN(id) || '-' || MAX(id) AS about, MIN(starts_at) AS starts_at
    FROM terminbuch_allocation WHERE live
    GROUP BY organisation_id, resource_id, sitting, seat HAVING COUNT(*) > 1
) AS twice LEFT JOIN terminbuch_resource AS r ON r.id = twice.resource_id
"""
WHOSE = " AND organisation_id = %(whose)s"
EVERYBODYS = {"{whose}": "", "{ahead}": ""}


def _of_all(sql: str) -> str:
    for name, value in EVERYBODYS.items():
        sql = sql.replace(name, value)
    return sql


OVERLAPPING = Question("overlap", _of_all(PAIRS))
SEATED_TWICE = Question("seat_twice", SEAT_TWICE)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many occupied times were compared, and how many pairs of them overlap."""

    compared: int
    overlapping: int


def sweep(
    *, now: datetime, organisation: int | None = None, ahead: bool = False, using: str = DEFAULT_DB_ALIAS
) -> Swept:
    """Of one business or of all, of all times or of those that lie ahead. One query, two where some meet."""
    rows = _asked(SWEEP, now=now, organisation=organisation, ahead=ahead, using=using)
    overlapping = 0
    if any(row["meeting"] for row in rows):
        overlapping = len(_asked(PAIRS, now=now, organisation=organisation, ahead=ahead, using=using))
    return Swept(sum(row["compared"] for row in rows), overlapping)


def occupied(*, now: datetime, using: str) -> dict[int, int]:
    """How many occupied times were compared, by organisation."""
    rows = _asked(SWEEP, now=now, organisation=None, ahead=False, using=using)
    return {row["organisation_id"]: row["compared"] for row in rows}


def _asked(
    sql: str, *, now: datetime, organisation: int | None, ahead: bool, using: str
) -> list[dict[str, Any]]:
    # Two statements, for one that leaves it open whose rows are meant is planned as if all were.
    whose = "" if organisation is None else WHOSE
    asked = sql.replace("{whose}", whose).replace("{ahead}", AHEAD if ahead else "")
    return answered(asked, now=now, using=using, whose=organisation)
