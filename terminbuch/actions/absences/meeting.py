"""Private steps of the deeds about absences: what they hit, and what they no longer hit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q

from terminbuch.models import Absence, Booking, Case, Disruption, HistoryEntry
from terminbuch.queries import affected

from ..asking import Actor
from ..cases import end_case, hits, open_cases, settle_offers
from ..occupying import delete_holds
from ..promising import iso
from .finding import disruption_of, holds_of, offers_hit


def meet(
    disruption: Disruption,
    absence: Absence,
    *,
    by: Actor,
    now: datetime,
    known: Collection[int] = (),
) -> list[Case]:
    """A case for each booking that the absence hits, those left out that were hit before."""
    found = [booking for booking in hit_by(absence, now=now) if booking.pk not in known]
    return open_cases(disruption, found, by=by, now=now)


def hit_by(absence: Absence, *, now: datetime) -> list[Booking]:
    return affected.bookings(
        absence.organisation_id,
        resource_id=absence.resource_id,
        location_id=absence.location_id,
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
        now=now,
    )


def clear_offers(absence: Absence, whose: set[int], *, by: Actor, now: datetime) -> set[int]:
    """Times that were kept for others in the absence are none any more; answers with whose they were."""
    holds = holds_of(absence.organisation_id, offers_hit(absence, whose))
    freed = {row.resource_id for hold in holds for row in hold.allocations.all()}
    delete_holds(absence.organisation_id, [hold.pk for hold in holds])
    rows = Case.objects.of(absence.organisation_id).filter(
        pk__in=[hold.case_id for hold in holds if hold.case_id]
    )
    for case in rows.select_for_update(no_key=True).order_by("pk"):
        settle_offers(case, by=by, now=now)
    return freed


def spare(absence: Absence, *, by: Actor, now: datetime) -> set[int]:
    """Open cases that the absence no longer hits end; where another one hits the booking, that has it now.

    Answers with the resources whose offered time is free again.
    """
    cases = Case.objects.of(absence.organisation_id).filter(disruption__absence=absence, state__in=Case.OPEN)
    freed: set[int] = set()
    locked = cases.select_related("booking").select_for_update(no_key=True, of=("self",))
    for case in locked.order_by("booking_id"):
        if not hits(absence, case.booking):
            freed |= end_case(case, Case.State.SPARED, by=by, now=now)
            _hand_on(case.booking, by=by, now=now)
    return freed


def _hand_on(booking: Booking, *, by: Actor, now: datetime) -> None:
    rows = Absence.objects.of(booking.organisation_id).filter(
        Q(resource__in=booking.allocations.filter(live=True).values("resource"))
        | Q(location=booking.location_id),
        withdrawn_at__isnull=True,
    )
    other = next((row for row in rows.order_by("starts_at", "pk") if hits(row, booking)), None)
    if other is not None:
        open_cases(disruption_of(other, by=by), [booking], by=by, now=now)


def note(absence: Absence, what: str, *, by: Actor, now: datetime, **facts: Any) -> None:
    """In the log of the business, for it is no single booking's. Why somebody is away is not told there."""
    HistoryEntry.objects.create(
        organisation_id=absence.organisation_id,
        what=what,
        actor=by.kind,
        member=by.member,
        source=by.source,
        at=now,
        facts={
            "absence": str(absence.uid),
            "who": (absence.resource or absence.location or "").__str__(),
            "starts_at": iso(absence.starts_at),
            "ends_at": iso(absence.ends_at) if absence.ends_at else None,
            **facts,
        },
    )
