"""The mail about offered times could not be delivered."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Case, Delivery, Hold

from .ending import OFFERED
from .phoning import ask_to_phone


def phone_instead(delivery: Delivery, *, now: datetime) -> None:
    """Nobody will answer it: somebody phones, while the times that it names are still the ones kept."""
    if delivery.kind != OFFERED:
        return
    named = [offer["uid"] for offer in delivery.facts["offers"]]
    held = Hold.objects.of(delivery.organisation_id).filter(uid__in=named).values("case_id")
    rows = Case.objects.of(delivery.organisation_id).filter(pk__in=held, state=Case.State.WAITING)
    case = rows.select_for_update(no_key=True).first()
    if case is not None:
        case.state, case.changed_at, case.changed_by = Case.State.PHONE, now, None
        case.version += 1
        case.save()
        ask_to_phone(case, "bounced", now=now)
