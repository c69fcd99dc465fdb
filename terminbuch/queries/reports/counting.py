"""Appointments of customers, counted in the week in which they begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from terminbuch.models import Booking, Organisation

from .period import Period

Status = Booking.Status
MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Counted:
    """``booked`` are those that stand, missed ones included; ``minutes`` are their lengths."""

    booked: int = 0
    cancelled: int = 0
    missed: int = 0
    minutes: int = 0

    def __iadd__(self, other: Counted) -> Counted:
        self.booked += other.booked
        self.cancelled += other.cancelled
        self.missed += other.missed
        self.minutes += other.minutes
        return self


type ByWeek = dict[date, Counted]


def counted(organisation: Organisation, period: Period) -> Mapping[int | None, ByWeek]:
    """By service (None: by hand, without one) and week. What was declined or lapsed is not counted.

    Blocked times are nobody's appointment. One query.
    """
    rows = Booking.objects.of(organisation).filter(
        starts_at__gte=period.span.start,
        starts_at__lt=period.span.end,
        status__in=[Status.CONFIRMED, Status.PENDING, Status.CANCELLED],
        customer__isnull=False,
    )
    found: dict[int | None, ByWeek] = defaultdict(lambda: defaultdict(Counted))
    columns = ("service_id", "status", "starts_at", "ends_at", "missed_at")
    for service, status, starts_at, ends_at, missed_at in rows.values_list(*columns):
        minutes = (ends_at - starts_at) // MINUTE
        found[service][period.week_of(starts_at)] += _one(status, minutes, is_missed=missed_at is not None)
    return found


def _one(status: str, minutes: int, *, is_missed: bool) -> Counted:
    if status == Status.CANCELLED:
        return Counted(cancelled=1)
    return Counted(booked=1, missed=int(is_missed), minutes=minutes)
