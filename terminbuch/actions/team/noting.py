from __future__ import annotations

from datetime import datetime

from terminbuch.models import HistoryEntry

from ..asking import Actor


def note(what: str, *, organisation_id: int, by: Actor, now: datetime, **facts: str | None) -> None:
    """``who`` is an address or a name; what stands there after the person is gone."""
    HistoryEntry.objects.create(
        organisation_id=organisation_id,
        what=what,
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts={name: said for name, said in facts.items() if said is not None},
    )
