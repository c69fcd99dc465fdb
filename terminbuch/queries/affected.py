"""Which bookings an absence, a closure or a rule would hit."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from terminbuch.models import Allocation, Booking, Resource

LIVE = [Booking.Status.PENDING, Booking.Status.CONFIRMED]


def bookings(
    organisation_id: int,
    *,
    resource_id: int | None,
    location_id: int | None,
    starts_at: datetime,
    ends_at: datetime | None,
    now: datetime,
) -> list[Booking]:
    """The appointments that are not over yet and whose own time, buffers included, reaches into the span.

    Requests and wished times count. A blocked time does not: nobody waits for it. By start; one query.
    """
    rows = hit_rows(
        organisation_id,
        resource_id=resource_id,
        location_id=location_id,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    found = Booking.objects.of(organisation_id).filter(pk__in=rows.values("booking_id"), status__in=LIVE)
    found = found.exclude(service__isnull=True, customer__isnull=True)
    coming = found.filter(Q(ends_at__gt=now) | Q(wished_ends_at__gt=now))
    return list(coming.select_related("service", "location").order_by("starts_at", "pk"))


def hit_rows(
    organisation_id: int,
    *,
    resource_id: int | None,
    location_id: int | None,
    starts_at: datetime,
    ends_at: datetime | None,
) -> QuerySet[Allocation]:
    """The live rows of bookings that the span hits, of one resource or of everything at one location."""
    rows = overlapping(organisation_id, starts_at=starts_at, ends_at=ends_at).filter(booking__isnull=False)
    if resource_id is not None:
        return rows.filter(resource_id=resource_id)
    return rows.filter(booking__location_id=location_id or 0)


def overlapping(
    organisation_id: int, *, starts_at: datetime, ends_at: datetime | None
) -> QuerySet[Allocation]:
    """Every live row that reaches into the span; without an end the span goes on for ever."""
    rows = Allocation.objects.of(organisation_id).filter(live=True, ends_at__gt=starts_at)
    return rows if ends_at is None else rows.filter(starts_at__lt=ends_at)


def is_offered(booking: Booking) -> Q:
    """Of holds: whether one is kept for this booking. Without a customer it is known by its case."""
    return Q(booking=booking) | Q(case__booking=booking)


def next_day_of(resource: Resource, *, now: datetime, zone: ZoneInfo) -> date | None:
    """The date, by the clocks of ``zone``, of the next booking that the resource serves. One query."""
    rows = Allocation.objects.of(resource.organisation_id).filter(
        resource=resource, live=True, booking__isnull=False, starts_at__gt=now
    )
    starts_at = rows.order_by("starts_at").values_list("starts_at", flat=True).first()
    return starts_at.astimezone(zone).date() if starts_at else None
