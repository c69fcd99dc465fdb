"""Allocations say by a number which requirement of their service they meet: one more, or one less, moves it.

What no requirement asks for any longer has a number beyond the last one. Bookings stay as they are agreed.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, F, PositiveSmallIntegerField, Q, QuerySet, Value, When

from terminbuch.models import Allocation, Requirement


def make_room(requirement: Requirement, *, now: datetime) -> None:
    """After it was added, and with everybody's rows locked."""
    place, _count = _place(requirement)
    _coming(requirement, now).filter(position__gte=place).update(position=F("position") + 1)


def close_up(requirement: Requirement, *, now: datetime) -> None:
    """Before it is removed."""
    place, count = _place(requirement)
    moved = Case(
        When(position=place, then=Value(count - 1)),
        When(position__gt=place, then=F("position") - 1),
        default=F("position"),
        output_field=PositiveSmallIntegerField(),
    )
    _coming(requirement, now).update(position=moved)


def _place(requirement: Requirement) -> tuple[int, int]:
    """Which one it is, from 0, and of how many."""
    rows = Requirement.objects.of(requirement.organisation_id).filter(service_id=requirement.service_id)
    order = list(rows.values_list("pk", flat=True))
    return order.index(requirement.pk), len(order)


def _coming(requirement: Requirement, now: datetime) -> QuerySet[Allocation]:
    """Of bookings, holds and offers that are not over, those too that an undo brings back."""
    service = requirement.service_id
    ours = Q(booking__service_id=service) | Q(hold__service_id=service)
    rows = Allocation.objects.of(requirement.organisation_id).filter(ours, ends_at__gt=now)
    return Allocation.objects.of(requirement.organisation_id).filter(pk__in=rows.values("pk"))
