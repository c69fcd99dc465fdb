"""Whoever took a resource's time raised its revision (I4): compared with both as they were the last time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from .asking import Found, answered

MARKS = """
SELECT r.organisation_id, r.id, r.name, r.revision, COALESCE(MAX(a.id), 0) AS newest
FROM terminbuch_resource AS r LEFT JOIN terminbuch_allocation AS a
    ON a.organisation_id = r.organisation_id AND a.resource_id = r.id AND a.live
GROUP BY r.organisation_id, r.id, r.name, r.revision
"""

type Mark = tuple[int, int, str]
type Marks = Mapping[str, Mark]
"""By the resource's id, as JSON keeps it: its revision, the newest of its live allocations, and its name."""


def marks(*, now: datetime, using: str) -> dict[int, dict[str, Mark]]:
    found: dict[int, dict[str, Mark]] = defaultdict(dict)
    for row in answered(MARKS, now=now, using=using):
        found[row["organisation_id"]][str(row["id"])] = (row["revision"], row["newest"], row["name"])
    return found


def unraised(organisation: int, before: Marks, after: Marks) -> Iterator[Found]:
    """Resources whose revision fell, or stayed though somebody took their time. New ones have no before."""
    for key, (revision, newest, name) in after.items():
        earlier, newest_then, _name = before.get(key, (0, newest, name))
        if revision < earlier or (newest > newest_then and revision == earlier):
            yield Found("revision", organisation, key, {"resource": name})
