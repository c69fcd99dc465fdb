"""What the pages around a board ask besides the board itself: one case, and whether anything is new."""

from __future__ import annotations

import hashlib
import uuid

from django.db.models import Count, Max, Sum

from terminbuch.models import Booking, Case, Disruption, Hold, Member, Task


def case_of(member: Member, case_uid: uuid.UUID) -> Case | None:
    rows = Case.objects.of(member.organisation_id).filter(uid=case_uid)
    return rows.select_related("disruption", "booking__service", "booking__location").first()


def open_case_of(booking: Booking) -> Case | None:
    """What still waits for something, of a booking that is hit. One query."""
    rows = Case.objects.of(booking.organisation_id).filter(booking=booking, state__in=Case.OPEN)
    return rows.select_related("disruption").first()


def mark(member: Member, disruption_uid: uuid.UUID) -> str:
    """Another word as soon as the board shows something else; "" for what is not there."""
    key = member.organisation_id
    rows = Disruption.objects.of(key).filter(uid=disruption_uid)
    head = rows.values_list("pk", "planned_at", "absence__version", "absence__withdrawn_at").first()
    if head is None:
        return ""
    cases = Case.objects.of(key).filter(disruption_id=head[0])
    seen = [
        head,
        cases.aggregate(Sum("version"), Max("changed_at"), Count("pk"), Sum("booking__version")),
        Hold.objects.of(key).filter(case__in=cases).aggregate(Count("pk"), Max("deadline")),
        Task.objects.of(key).filter(case__in=cases, done_at__isnull=True).count(),
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:32]
