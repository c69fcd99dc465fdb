"""How much was booked: for limits per day, and for fair turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import chain
from zoneinfo import ZoneInfo

from django.db.models import Q

from terminbuch import availability
from terminbuch.models import Booking, Hold

from .taken import Row
from .wish import Wish


def per_day(rows: Iterable[Row], zone: ZoneInfo) -> Mapping[date, int]:
    """Bookings of one resource by the location's date."""
    starts = (row.service_starts_at for row in rows if row.booking_starts_at and row.service_starts_at)
    return Counter(start.astimezone(zone).date() for start in starts)


def booked_on(wish: Wish, window: availability.Span, now: datetime) -> Mapping[date, int]:
    """Bookings, wished moves and holds of a service with a daily limit, by the location's date.

    None or two queries.
    """
    if wish.service.max_per_day is None:
        return {}
    live = [Booking.Status.PENDING, Booking.Status.CONFIRMED]
    bookings = Booking.objects.of(wish.service.organisation_id).filter(service=wish.service, status__in=live)
    holds = Hold.objects.of(wish.service.organisation_id).filter(
        service=wish.service, deadline__gt=now, booking__isnull=True
    )
    if wish.moving is not None:
        bookings = bookings.exclude(pk=wish.moving.pk)
    if wish.hold is not None:
        holds = holds.exclude(pk=wish.hold.pk)
    starts_here, wished_here = (
        Q(**{f"{column}__gte": window.start, f"{column}__lt": window.end})
        for column in ("starts_at", "wished_starts_at")
    )
    booked = bookings.filter(starts_here | wished_here).values_list("starts_at", "wished_starts_at")
    starts = [*chain(*booked), *holds.filter(starts_here).values_list("starts_at", flat=True)]
    return Counter(start.astimezone(wish.location.zone).date() for start in starts if start is not None)
