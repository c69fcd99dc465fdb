"""What outside calendars take of resources' time, by what was last read of them. Nobody is asked outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from terminbuch import availability
from terminbuch.models import BusyTime, OutsideCalendar

from .wish import Wish

WhenUnknown = OutsideCalendar.WhenUnknown


class _Row(NamedTuple):
    """A calendar that blocks, with one of its busy times, or with none."""

    resource: int
    calendar: int
    is_withheld: bool
    when_unknown: str
    read_until: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    booking: int | None = None


COLUMNS = (
    "resource_id", "pk", "is_withheld", "when_unknown", "read_until",
    "busy__starts_at", "busy__ends_at",
)  # fmt: skip
OF_BOOKING = "busy__event__booking_id"


def outside(wish: Wish, ids: set[int], window: availability.Span) -> dict[int, list[availability.Taken]]:
    """When outside calendars say that the resources are busy, or do not say that they are free. One query.

    All of the window while a calendar is withheld or was never read; and what lies beyond the copy, but where
    a booking of unknown time becomes a request. A booking's own entry, wherever somebody moved it to, is not
    in the way of moving the booking.
    """
    found: dict[int, list[availability.Taken]] = defaultdict(list)
    seen: set[int] = set()
    for row in _rows(wish, ids, window):
        if row.calendar not in seen:
            seen.add(row.calendar)
            found[row.resource].extend(_unknown(row, window))
        if row.starts_at is not None and row.ends_at is not None and not _is_own(row, wish):
            found[row.resource].append(_taken(row.starts_at, row.ends_at))
    return found


def _rows(wish: Wish, ids: set[int], window: availability.Span) -> Iterator[_Row]:
    rows = OutsideCalendar.objects.of(wish.location.organisation_id).filter(resource_id__in=ids, blocks=True)
    touching = FilteredRelation(
        "busy_times",
        condition=Q(
            busy_times__blocks=True,
            busy_times__resource_id__in=ids,
            busy_times__ends_at__gt=window.start,
            busy_times__starts_at__lt=window.end,
        ),
    )
    # Whose entry it is matters to a move alone, and costs another table.
    columns = (*COLUMNS, OF_BOOKING) if wish.moving else COLUMNS
    for row in rows.annotate(busy=touching).order_by().values_list(*columns):
        yield _Row(*row)


def _unknown(row: _Row, window: availability.Span) -> Iterator[availability.Taken]:
    """What of the window the calendar has not answered for."""
    if row.is_withheld or row.read_until is None:
        yield _taken(window.start, window.end)
    elif row.when_unknown != WhenUnknown.ASK and row.read_until < window.end:
        yield _taken(max(row.read_until, window.start), window.end)


def _is_own(row: _Row, wish: Wish) -> bool:
    return wish.moving is not None and row.booking == wish.moving.pk


def _taken(starts_at: datetime, ends_at: datetime) -> availability.Taken:
    return availability.Taken(availability.Span(starts_at, ends_at), "external")


def blocking_calendars(organisation_id: int, resource_ids: Collection[int]) -> list[OutsideCalendar]:
    """Those that may be in the way of a booking of these resources, each with its connection. One query."""
    rows = OutsideCalendar.objects.of(organisation_id).filter(resource_id__in=resource_ids, blocks=True)
    return list(rows.select_related("connection").order_by("pk"))


def busy_between(
    organisation_id: int, resource_ids: Collection[int], span: availability.Span
) -> list[BusyTime]:
    """What blocks within the span, by start, each with its calendar and event. One query."""
    rows = BusyTime.objects.of(organisation_id).filter(
        resource_id__in=resource_ids,
        blocks=True,
        calendar__blocks=True,
        ends_at__gt=span.start,
        starts_at__lt=span.end,
    )
    return list(rows.select_related("calendar", "event").order_by("starts_at", "pk"))
