from __future__ import annotations

from datetime import datetime
from typing import Any

from terminbuch.models import CalendarConnection, HistoryEntry, OutsideCalendar

from ..asking import Actor


def note(
    what: str, about: CalendarConnection | OutsideCalendar, *, by: Actor, now: datetime, **facts: Any
) -> None:
    """With the name that it had, and whose it is; never with a secret."""
    HistoryEntry.objects.create(
        organisation_id=about.organisation_id,
        what=what,
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts={"name": f"{about.resource.name}: {about.name}", **facts},
    )
