"""Bookings one below the other, and how many there are a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet

from terminbuch.models import Allocation, Booking

from ..bookings import visible_to
from .asked import Asked, rows


@dataclass(slots=True)
class Count:
    """Of bookings by id: all, and those that wait for a decision."""

    bookings: set[int] = field(default_factory=set)
    waiting: set[int] = field(default_factory=set)


def listed(asked: Asked, *, limit: int) -> list[Booking]:
    """Live bookings in the span, by start, with all that a line needs. Two queries."""
    serving = rows(asked).filter(booking__isnull=False)
    found = visible_to(asked.member).filter(pk__in=serving.values("booking_id"))
    return list(with_people(found, asked.organisation_id).order_by("starts_at", "pk")[:limit])


def counts(asked: Asked, zone: ZoneInfo) -> Mapping[date, Count]:
    """By the date in ``zone`` on which they start, or are wished to start. One query."""
    found: dict[date, Count] = defaultdict(Count)
    columns = ("booking_id", "booking__status", "is_wish", "booking__starts_at", "booking__wished_starts_at")
    known = rows(asked).filter(booking__isnull=False).values_list(*columns)
    for booking, status, is_wish, starts_at, wished_starts_at in known:
        day = found[(wished_starts_at if is_wish else starts_at).astimezone(zone).date()]
        if not is_wish:
            day.bookings.add(booking)
        if is_wish or status == Booking.Status.PENDING:
            day.waiting.add(booking)
    return found


def with_people(found: QuerySet[Booking], organisation_id: int) -> QuerySet[Booking]:
    people = Allocation.objects.of(organisation_id).select_related("resource").order_by("position", "pk")
    return found.select_related("organisation", "service", "location", "customer").prefetch_related(
        Prefetch("allocations", people)
    )
