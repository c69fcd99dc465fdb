"""What was set, by whom, from what to what: enough to take it back where nothing was built on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model

from terminbuch.models import HistoryEntry

from ..asking import Actor


def note(
    what: str,
    subject: str,
    row: Model,
    *,
    was: Mapping[str, Any],
    to: Mapping[str, Any],
    organisation_id: int,
    by: Actor,
    now: datetime,
) -> HistoryEntry:
    """``what`` is "changed", "added", "removed" or "arranged". Of a change only what differs is kept."""
    differing = {name for name in {*was, *to} if was.get(name) != to.get(name) or not (was and to)}
    return HistoryEntry.objects.create(
        organisation_id=organisation_id,
        what=f"setting_{what}",
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts={
            "subject": subject,
            "row": row.pk,
            "name": str(row),
            "was": plain(was, differing),
            "to": plain(to, differing),
        },
    )


def plain(values: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    """As JSON keeps it."""
    kept = {name: value for name, value in sorted(values.items()) if name in names}
    return {
        name: value.isoformat() if isinstance(value, date | time) else value for name, value in kept.items()
    }
