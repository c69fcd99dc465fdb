"""How a question is put: one plain statement each, which sees one moment while bookings go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

AN_HOUR = timedelta(hours=1)
MOST = 500
"""Of one question: who has more to mend than that begins with these."""

# What the engines spell differently. In the statements b is a booking, d a delivery, h a history entry.
SPELLINGS: Mapping[str, Mapping[str, str]] = {
    "sqlite": {
        "occupied_from": "datetime(b.starts_at, '-' || b.buffer_before_minutes || ' minutes')",
        "occupied_until": "datetime(b.ends_at, '+' || b.buffer_after_minutes || ' minutes')",
        "uid_in_keys": "b.uid",
        "version_in_key": "CAST(substr(d.key, 34) AS integer)",
        "moved_to": "json_extract(h.facts, '$.to')",
        "promised_start": "json_extract(d.facts, '$.starts_at')",
        "start_in_facts": "strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', b.starts_at)",
    },
    "postgresql": {
        "occupied_from": "b.starts_at - make_interval(mins => b.buffer_before_minutes)",
        "occupied_until": "b.ends_at + make_interval(mins => b.buffer_after_minutes)",
        "uid_in_keys": "replace(CAST(b.uid AS text), '-', '')",
        "version_in_key": "COALESCE(CAST(substring(d.key FROM '^[0-9a-f]{32}:([0-9]{1,9}):') AS int), 0)",
        "moved_to": "h.facts ->> 'to'",
        "promised_start": "d.facts ->> 'starts_at'",
        "start_in_facts": "to_char(b.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
    },
}


@dataclass(frozen=True, slots=True)
class Found:
    """A fault. ``about`` names it within its code; ``organisation`` is None for the installation's own."""

    code: str
    organisation: int | None
    about: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """``sql`` answers with organisation_id, about, and what a sentence needs; no row when all is well.

    It may name the moments ``now`` and ``late`` (an hour before). ``engine``: asked of this one only.
    """

    code: str
    sql: str
    engine: str = ""


def ask(question: Question, *, now: datetime, using: str = DEFAULT_DB_ALIAS) -> list[Found]:
    """At most MOST of them."""
    if question.engine not in {"", connections[using].vendor}:
        return []
    return [
        Found(question.code, row.pop("organisation_id"), str(row.pop("about")), _facts(row))
        for row in answered(f"{question.sql} LIMIT {MOST}", now=now, using=using)
    ]


def answered(sql: str, *, now: datetime, using: str, **more: Any) -> list[dict[str, Any]]:
    """The rows by the names of their columns."""
    connection = connections[using]
    moments = {"now": now, "late": now - AN_HOUR}
    adapted = {name: connection.ops.adapt_datetimefield_value(at) for name, at in moments.items()}
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**SPELLINGS[connection.vendor]), adapted | more)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it; a moment as ISO 8601, UTC, whichever way the engine gives it."""
    return {name: _said(value, is_moment=name.endswith("_at")) for name, value in row.items() if value}


def _said(value: Any, *, is_moment: bool) -> Any:
    if is_moment and not isinstance(value, datetime):
        try:
            value = datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
        except ValueError:  # what is spelled wrongly is a fault of its own
            return str(value)
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, datetime) else value
