"""Where bookings and outside calendars contradict each other, and whether they still do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from terminbuch.models import Allocation, BusyTime, CalendarEntry, Conflict, OutsideCalendar, OutsideEvent

from .affected import LIVE


@dataclass(frozen=True, slots=True)
class Overlap:
    """A busy time over what a booking occupies; ``first`` and ``last`` bound what both take."""

    booking_id: int
    remote_id: str
    starts_at: datetime
    ends_at: datetime
    first: datetime
    last: datetime

    @property
    def key(self) -> tuple[int, str, datetime]:
        return self.booking_id, self.remote_id, self.starts_at


def overlaps(calendar: OutsideCalendar, remote_ids: Iterable[str], *, now: datetime) -> list[Overlap]:
    """Of these events with bookings of the calendar's resource, wishes included, that are not over.

    A blocked time does not count: nobody waits for it. Two queries.
    """
    rows = _occupied(calendar.organisation_id, now=now).filter(resource_id=calendar.resource_id)
    occupied = list(rows.values_list("booking_id", "starts_at", "ends_at").order_by("starts_at", "pk"))
    if not occupied:
        return []
    wanted = set(remote_ids)
    busy = BusyTime.objects.of(calendar.organisation_id).filter(
        calendar=calendar, blocks=True, ends_at__gt=now, starts_at__lt=max(ends for _, _, ends in occupied)
    )
    spans = busy.values_list("event__remote_id", "starts_at", "ends_at").order_by("starts_at", "pk")
    found: dict[tuple[int, str, datetime], Overlap] = {}
    for remote_id, starts_at, ends_at in spans:
        for booking_id, first, last in occupied if remote_id in wanted else ():
            if first < ends_at and starts_at < last:
                met = max(first, starts_at), min(last, ends_at)
                each = Overlap(booking_id, remote_id, starts_at, ends_at, *met)
                found.setdefault(each.key, each)
    return list(found.values())


def standing(organisation_id: int, *, now: datetime) -> Q:
    """Of open conflicts: those whose reason is still there."""
    return _overlap_stands(organisation_id, now=now) | _own_stands(organisation_id, now=now) | _is_paused()


def _overlap_stands(organisation_id: int, *, now: datetime) -> Q:
    occupied = _occupied(organisation_id, now=now).filter(
        booking=OuterRef(OuterRef("booking")),
        resource=OuterRef("resource"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    # What the case names by its start may have begun earlier: long events are known as far as we look back.
    busy = BusyTime.objects.of(organisation_id).filter(
        Exists(occupied),
        calendar=OuterRef("calendar"),
        event__remote_id=OuterRef("remote_id"),
        blocks=True,
        ends_at__gt=now,
        starts_at__lt=OuterRef("ends_at"),
    )
    busy = busy.filter(ends_at__gt=OuterRef("starts_at"))
    return Q(Exists(busy), kind=Conflict.Kind.OVERLAP)


def _own_stands(organisation_id: int, *, now: datetime) -> Q:
    """Our entry is still elsewhere, or still gone, and the booking still to come as it was."""
    coming = Q(booking__status__in=LIVE, booking__ends_at__gt=now, calendar__receives=True)
    as_written = CalendarEntry.objects.of(organisation_id).filter(
        calendar=OuterRef("calendar"),
        booking=OuterRef(OuterRef("booking")),
        starts_at=OuterRef("starts_at"),
        ends_at=OuterRef("ends_at"),
    )
    elsewhere = OutsideEvent.objects.of(organisation_id).filter(
        ~Exists(as_written), calendar=OuterRef("calendar"), remote_id=OuterRef("remote_id")
    )
    there = CalendarEntry.objects.of(organisation_id).filter(
        calendar=OuterRef("calendar"), booking=OuterRef("booking"), is_there=True, missing_since__isnull=True
    )
    moved = Q(Exists(elsewhere), kind=Conflict.Kind.MOVED)
    return coming & (moved | Q(~Exists(there), kind=Conflict.Kind.DELETED))


def _is_paused() -> Q:
    return Q(kind=Conflict.Kind.MANY, calendar__paused_at__isnull=False)


def _occupied(organisation_id: int, *, now: datetime) -> QuerySet[Allocation]:
    """What bookings take that somebody waits for."""
    rows = Allocation.objects.of(organisation_id).filter(
        live=True, booking__status__in=LIVE, booking__isnull=False, ends_at__gt=now
    )
    return rows.exclude(booking__service__isnull=True, booking__customer__isnull=True)
