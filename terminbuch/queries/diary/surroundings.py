"""What is around the entries: who is away, and when nobody is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q

from terminbuch import availability
from terminbuch.models import Absence, Resource, Schedule, ScheduleException

from .asked import Asked

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """An absence of a resource, or of the place where it works. Without an end: until further notice."""

    resource_id: int
    starts_at: datetime
    ends_at: datetime | None
    kind: str
    key: int

    def within(self, span: availability.Span) -> availability.Span:
        """What of it lies in a span that it reaches into."""
        ends_at = span.end if self.ends_at is None else min(self.ends_at, span.end)
        return availability.Span(max(self.starts_at, span.start), ends_at)


def schedules(asked: Asked, resources: Iterable[Resource]) -> Mapping[int, list[Schedule]]:
    """The rules of these resources, by resource, in a fixed order, with all that ``as_availability`` reads.

    Three queries.
    """
    # Windows that overlap round the clock share a grid that may begin the year before last (W2).
    dates = (date(max(asked.span.start.year - 2, 1), 12, 30), asked.span.end.date() + A_DAY)
    exceptions = ScheduleException.objects.of(asked.organisation_id).filter(on_date__range=dates)
    rows = Schedule.objects.of(asked.organisation_id).filter(resource__in=[row.pk for row in resources])
    if asked.location is not None:
        rows = rows.filter(location=asked.location)
    found: dict[int, list[Schedule]] = defaultdict(list)
    ahead = Prefetch("exceptions", queryset=exceptions)
    for row in rows.select_related("location").prefetch_related("weekly_hours", ahead).order_by("pk"):
        found[row.resource_id].append(row)
    return found


def away(asked: Asked, posted: Mapping[int, list[Schedule]], resources: Iterable[Resource]) -> list[Away]:
    """What was not withdrawn and reaches into the span, by start; a closure for all who work there."""
    ids = {row.pk for row in resources}
    places = {schedule.location_id for rows in posted.values() for schedule in rows}
    rows = Absence.objects.of(asked.organisation_id).filter(
        Q(resource_id__in=ids) | Q(location_id__in=places),
        Q(ends_at__isnull=True) | Q(ends_at__gt=asked.span.start),
        starts_at__lt=asked.span.end,
        withdrawn_at__isnull=True,
    )
    return [
        Away(resource, row.starts_at, row.ends_at, row.kind, row.pk)
        for row in rows.order_by("starts_at", "pk")
        for resource in _who(row, posted)
    ]


def _who(absence: Absence, posted: Mapping[int, list[Schedule]]) -> list[int]:
    if absence.resource_id is not None:
        return [absence.resource_id]
    place = absence.location_id
    return [key for key, rows in posted.items() if any(row.location_id == place for row in rows)]


def open_spans(schedules: Iterable[Schedule], within: availability.Span) -> tuple[availability.Span, ...]:
    return availability.open_spans([row.as_availability() for row in schedules], within)
