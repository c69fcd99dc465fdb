"""The conflicts that a member sees: all of the business's, or those of the own resource."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from terminbuch.models import Allocation, Booking, Case, Conflict, Member

from .conflicts import standing

LATELY = timedelta(days=14)


def open_conflicts(member: Member, *, now: datetime) -> list[Conflict]:
    """What is to be decided and still stands: what begins first comes first. Two queries."""
    rows = _open(member, now=now).order_by("booking__starts_at", "opened_at", "pk")
    return list(_with_both_sides(member, rows))


def count_open_conflicts(member: Member, *, now: datetime) -> int:
    return _open(member, now=now).count()


def ended_conflicts(member: Member, *, now: datetime, limit: int) -> list[Conflict]:
    """What has ended lately, the latest first. Two queries."""
    rows = _visible(member).filter(ended_at__gt=now - LATELY).order_by("-ended_at", "-pk")
    return list(_with_both_sides(member, rows.select_related("ended_by__user"))[:limit])


def conflict(member: Member, uid: uuid.UUID) -> Conflict | None:
    return _with_both_sides(member, _visible(member).filter(uid=uid)).first()


def has_open_conflict(member: Member, booking: Booking, *, now: datetime) -> bool:
    """One query."""
    return _open(member, now=now).filter(booking=booking).exists()


def may_decide(member: Member, case: Conflict) -> bool:
    """Whoever decides requests; and about the own calendar whoever is booked, who knows best what counts."""
    is_own = member.role == Member.Role.RESOURCE and member.resource_id == case.resource_id
    return member.may_decide or is_own


def boards(cases: list[Conflict]) -> set[int]:
    """Of these disruptions those on which somebody still looks after a booking. One query, if any."""
    wanted = {case.disruption_id for case in cases if case.disruption_id}
    if not wanted:
        return set()
    rows = Case.objects.of(cases[0].organisation_id).filter(disruption__in=wanted, state__in=Case.OPEN)
    return set(rows.values_list("disruption_id", flat=True))


def _visible(member: Member) -> QuerySet[Conflict]:
    rows = Conflict.objects.of(member.organisation_id)
    return rows if member.sees_all else rows.filter(resource_id=member.resource_id or 0)


def _open(member: Member, *, now: datetime) -> QuerySet[Conflict]:
    rows = _visible(member).filter(ended_at__isnull=True)
    return rows.filter(standing(member.organisation_id, now=now))


def _with_both_sides(member: Member, rows: QuerySet[Conflict]) -> QuerySet[Conflict]:
    people = Allocation.objects.of(member.organisation_id).filter(live=True).select_related("resource")
    return rows.select_related(
        "resource", "calendar__connection", "disruption", "booking__service", "booking__location"
    ).prefetch_related(Prefetch("booking__allocations", people.order_by("position", "pk")))
