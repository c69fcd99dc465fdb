"""Whose calendar it is and who owns the business hear of what a person must decide. Steps of deeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from terminbuch.models import Conflict, Member, OutsideCalendar

from ..personal import promise_personally

CONFLICT_FOUND = "conflict_found"


def tell_of_conflicts(calendar: OutsideCalendar, found: Sequence[Conflict], *, now: datetime) -> None:
    """One mail to each reader about all that were found together."""
    if found:
        facts = {"calendar": str(calendar.uid), "conflicts": [str(case.uid) for case in found]}
        tell(calendar, CONFLICT_FOUND, found[0].uid.hex, facts, now=now)


def tell(calendar: OutsideCalendar, kind: str, key: str, facts: dict[str, Any], *, now: datetime) -> None:
    """One mail each to the resource's own members and to the owners; ``key`` names the event (I7)."""
    for member in readers(calendar):
        promise_personally(
            kind,
            organisation_id=calendar.organisation_id,
            recipient=member.user.email,
            language=member.user.language,
            key=f"{key}:{member.user_id}",
            now=now,
            user=member.user,
            facts=facts,
        )


def readers(calendar: OutsideCalendar) -> list[Member]:
    rows = Member.objects.of(calendar.organisation_id).filter(
        Q(role=Member.Role.OWNER) | Q(resource_id=calendar.resource_id), user__is_active=True
    )
    return list(rows.select_related("user").order_by("pk"))
