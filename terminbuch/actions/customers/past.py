"""What was done to customers, in the log of the business: who did it and when, not what was written."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Customer, HistoryEntry

from ..asking import Actor


def remember(customer: Customer, what: str, *, by: Actor, now: datetime) -> None:
    HistoryEntry.objects.create(
        organisation_id=customer.organisation_id,
        what=what,
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts={"customer": str(customer.uid)},
    )
