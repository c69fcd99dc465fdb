"""What is in the way of a time: rows and absences, with whose and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Q

from terminbuch import availability
from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    Location,
    Organisation,
    OutsideCalendar,
    Resource,
)


@dataclass(frozen=True)
class Obstacle:
    """A live row that no right goes around. Times are the service's own, buffers left out.

    ``free_at`` is when the resource could start instead on the same day, None when no more.
    """

    kind: Literal["booking", "pending", "wish", "hold", "offer"]
    resource: Resource
    starts_at: datetime
    ends_at: datetime
    booking: Booking | None = None
    free_at: datetime | None = None


@dataclass(frozen=True)
class Concern:
    """Something that staff may go around after it was read. ``absence`` where it is one.

    "busy_outside": ``calendar`` shows something else then; "silent_outside": nobody knows what it shows.
    """

    kind: Literal["outside_hours", "absent", "closed", "busy_outside", "silent_outside"]
    resource: Resource
    starts_at: datetime
    ends_at: datetime | None
    absence: Absence | None = None
    calendar: OutsideCalendar | None = None


def rows_in_the_way(
    organisation: Organisation,
    ids: Iterable[int],
    span: availability.Span,
    *,
    moving: Booking | None,
    now: datetime,
) -> list[Obstacle]:
    """Bookings, wishes and holds that reach into the span, by start. One query."""
    rows = Allocation.objects.of(organisation).filter(
        Q(hold__isnull=True) | Q(hold__deadline__gt=now),
        live=True,
        resource_id__in=set(ids),
        ends_at__gt=span.start,
        starts_at__lt=span.end,
    )
    if moving is not None:
        rows = rows.exclude(booking_id=moving.pk).exclude(hold__booking_id=moving.pk)
    known = rows.select_related("resource", "booking__service", "hold__booking").order_by("starts_at", "pk")
    return [_obstacle(row) for row in known]


def _obstacle(row: Allocation) -> Obstacle:
    if row.hold is not None:
        kind: Literal["hold", "offer"] = "offer" if row.hold.booking_id else "hold"
        return Obstacle(kind, row.resource, row.hold.starts_at, row.hold.ends_at, row.hold.booking)
    booking = row.booking
    if booking is None:
        raise LookupError(f"allocation {row.pk} is of nobody")
    if row.is_wish and booking.wished_starts_at and booking.wished_ends_at:
        return Obstacle("wish", row.resource, booking.wished_starts_at, booking.wished_ends_at, booking)
    is_pending = booking.is_pending
    return Obstacle(
        "pending" if is_pending else "booking", row.resource, booking.starts_at, booking.ends_at, booking
    )


def absences_in_the_way(
    organisation: Organisation, ids: Iterable[int], location: Location, span: availability.Span
) -> list[Concern]:
    """Absences of these resources and closures of the location that reach into the span. Two queries."""
    people = Resource.objects.of(organisation).in_bulk(set(ids))
    rows = Absence.objects.of(organisation).filter(
        Q(resource_id__in=people) | Q(location=location),
        Q(ends_at__isnull=True) | Q(ends_at__gt=span.start),
        starts_at__lt=span.end,
        withdrawn_at__isnull=True,
    )
    return [
        Concern("absent" if row.resource_id else "closed", people[key], row.starts_at, row.ends_at, row)
        for row in rows.order_by("starts_at", "pk")
        for key in (people if row.resource_id is None else [row.resource_id])
    ]
