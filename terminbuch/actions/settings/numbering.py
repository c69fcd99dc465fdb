"""Allocations say by a number which requirement of their service they meet: one more, or one less, moves it.

What no requirement asks for any longer has a number beyond the last one. Bookings stay as they are agreed.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, Exists, F, OuterRef, PositiveSmallIntegerField, QuerySet, Value, When

from terminbuch.models import Allocation, Booking, Hold, Requirement


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
    key, service = requirement.organisation_id, requirement.service_id
    # Each looked up by its id: joined, PostgreSQL would read everybody's bookings to number a few.
    booking = Booking.objects.of(key).filter(pk=OuterRef("booking_id"), service_id=service)
    hold = Hold.objects.of(key).filter(pk=OuterRef("hold_id"), service_id=service)
    return Allocation.objects.of(key).filter(Exists(booking) | Exists(hold), ends_at__gt=now)
