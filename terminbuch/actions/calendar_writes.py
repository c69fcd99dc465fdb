"""What a change promises to the calendars that receive bookings: one row per booking and calendar.

The row says only that something is to be written; what, is read from the booking when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from terminbuch.models import Booking, CalendarEntry, Delivery, OutsideCalendar, Resource
from terminbuch.queries.affected import LIVE

from .keys import delivery_key

WRITE = "calendar"


def promise_writes(booking: Booking, resources: Iterable[Resource], *, now: datetime) -> frozenset[int]:
    """To each calendar that receives for one of these, or in which the booking stands; once a version.

    The resources whose calendar receives. One query where there is none.
    """
    # Apart, for joined to the calendars all their entries would be read.
    entered = CalendarEntry.objects.of(booking.organisation_id).filter(booking=booking).values("calendar")
    receiving = Q(receives=True, resource__in={resource.pk for resource in resources})
    calendars = OutsideCalendar.objects.of(booking.organisation_id)
    concerned = list(calendars.filter(receiving | Q(pk__in=entered)))
    if concerned:
        rows = [_row(booking, calendar, now=now) for calendar in concerned]
        # A change that tells two groups of people promises twice.
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return frozenset(calendar.resource_id for calendar in concerned if calendar.receives)


def promise_again(booking: Booking, calendar: OutsideCalendar, *, now: datetime) -> None:
    """Though nothing about the booking has changed: what stands in the calendar is not what is wanted."""
    _promise_again([booking], calendar, now=now)


def promise_all(calendar: OutsideCalendar, *, now: datetime) -> int:
    """Every coming booking that is to stand in the calendar and does not, or stands there and is not to.

    For a calendar that becomes the one that receives, ceases to be it, or can be written again. How many.
    """
    rows = _to_be_written(calendar) if calendar.receives else _to_be_erased(calendar)
    bookings = list(rows.filter(ends_at__gt=now))
    _promise_again(bookings, calendar, now=now)
    return len(bookings)


def _to_be_written(calendar: OutsideCalendar) -> QuerySet[Booking]:
    entries = CalendarEntry.objects.of(calendar.organisation_id).filter(calendar=calendar)
    right = entries.filter(is_there=True, missing_since=None, moved_since=None, failed_at=None)
    serving = Q(allocations__resource=calendar.resource_id, allocations__live=True, status__in=LIVE)
    wrong = Q(pk__in=entries.filter(failed_at__isnull=False).values("booking"))
    rows = Booking.objects.of(calendar.organisation_id).filter(serving | wrong)
    return rows.exclude(pk__in=right.values("booking")).distinct()


def _to_be_erased(calendar: OutsideCalendar) -> QuerySet[Booking]:
    entries = CalendarEntry.objects.of(calendar.organisation_id).filter(calendar=calendar)
    return Booking.objects.of(calendar.organisation_id).filter(pk__in=entries.values("booking"))


def _promise_again(bookings: list[Booking], calendar: OutsideCalendar, *, now: datetime) -> None:
    """What waits for its next try is due at once; what somebody is writing just now is written once more."""
    waiting = Delivery.objects.of(calendar.organisation_id).filter(
        calendar=calendar, booking__in=bookings, state=Delivery.State.DUE, lease_token=None
    )
    due = set(waiting.values_list("booking_id", flat=True))
    waiting.update(due_at=now, attempts=0)
    rows = [_row(each, calendar, now=now, again=True) for each in bookings if each.pk not in due]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def _row(booking: Booking, calendar: OutsideCalendar, *, now: datetime, again: bool = False) -> Delivery:
    key = delivery_key(booking, recipient=f"calendar-{calendar.pk}", kind=WRITE)
    return Delivery(
        organisation_id=booking.organisation_id,
        key=f"{key}:{now.timestamp()}" if again else key,
        kind=WRITE,
        booking=booking,
        resource_id=calendar.resource_id,
        calendar=calendar,
        due_at=now,
        created_at=now,
    )
