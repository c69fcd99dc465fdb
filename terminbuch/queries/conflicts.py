"""Where bookings and outside calendars contradict each other, and whether they still do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from terminbuch.models import Allocation, BusyTime, CalendarEntry, Conflict, OutsideCalendar

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
    spans = busy.values_list("event__remote_id", "event__booking_id", "starts_at", "ends_at")
    found: dict[tuple[int, str, datetime], Overlap] = {}
    for remote_id, own, starts_at, ends_at in spans.order_by("starts_at", "pk"):
        for booking_id, first, last in occupied if remote_id in wanted else ():
            # Our own entry, dragged by a little, lies over its own booking: that is another question.
            if first < ends_at and starts_at < last and own != booking_id:
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
    busy = busy.filter(ends_at__gt=OuterRef("starts_at")).exclude(event__booking=OuterRef("booking"))
    return Q(Exists(busy), kind=Conflict.Kind.OVERLAP)


def _own_stands(organisation_id: int, *, now: datetime) -> Q:
    """Our entry is still elsewhere, or still gone, and the booking is to come, not yet where the entry is."""
    serving = Allocation.objects.of(organisation_id).filter(
        booking=OuterRef("booking"), resource=OuterRef("resource"), live=True
    )
    entry = CalendarEntry.objects.of(organisation_id).filter(
        calendar=OuterRef("calendar"), booking=OuterRef("booking")
    )
    coming = Q(Exists(serving), calendar__receives=True, booking__ends_at__gt=now)
    followed = Q(booking__starts_at=F("starts_at"), booking__ends_at=F("ends_at"))
    moved = Q(Exists(entry.filter(moved_since__isnull=False)), kind=Conflict.Kind.MOVED) & ~followed
    gone = Q(Exists(entry.filter(missing_since__isnull=False)), kind=Conflict.Kind.DELETED)
    return coming & (moved | gone)


def _is_paused() -> Q:
    return Q(kind=Conflict.Kind.MANY, calendar__paused_at__isnull=False)


def _occupied(organisation_id: int, *, now: datetime) -> QuerySet[Allocation]:
    """What bookings take that somebody waits for."""
    rows = Allocation.objects.of(organisation_id).filter(
        live=True, booking__status__in=LIVE, booking__isnull=False, ends_at__gt=now
    )
    return rows.exclude(booking__service__isnull=True, booking__customer__isnull=True)
