"""How much of the time for which a resource is there belongs to customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from terminbuch import availability
from terminbuch.models import Allocation, Member, Resource, Schedule

from ..diary import Asked, Away
from ..diary.surroundings import away, open_spans, schedules
from .period import Period

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Used:
    """Minutes: there, and of these for customers, buffers included."""

    there: int = 0
    used: int = 0

    def __add__(self, other: Used) -> Used:
        return Used(self.there + other.there, self.used + other.used)

    @property
    def percent(self) -> int | None:
        """None where nobody was there."""
        return round(100 * self.used / self.there) if self.there else None


@dataclass(frozen=True, slots=True)
class Taken:
    span: availability.Span
    is_blocked: bool


def used(member: Member, period: Period, resources: Sequence[Resource]) -> Mapping[int, dict[date, Used]]:
    """By resource and week, by the hours as they are set today. Six queries.

    Absences and blocked times are taken off the time for which it is there, and bookings outside of it do
    not count. Seats at the same time count once.
    """
    asked = Asked(member, period.span, period.span.end)
    posted = schedules(asked, resources)
    gone, taken = away(asked, posted, resources), _taken(member.organisation_id, period)
    return {
        row.pk: _by_week(
            posted.get(row.pk, []),
            [each for each in gone if each.resource_id == row.pk],
            taken[row.pk],
            period,
        )
        for row in resources
    }


def _taken(organisation_id: int, period: Period) -> Mapping[int, list[Taken]]:
    rows = Allocation.objects.of(organisation_id).filter(
        live=True, is_wish=False, booking__isnull=False,
        starts_at__lt=period.span.end, ends_at__gt=period.span.start,
    )  # fmt: skip
    found: dict[int, list[Taken]] = defaultdict(list)
    columns = ("resource_id", "starts_at", "ends_at", "booking__customer_id")
    for resource, starts_at, ends_at, customer in rows.values_list(*columns):
        found[resource].append(Taken(availability.Span(starts_at, ends_at), customer is None))
    return found


def _by_week(
    posted: list[Schedule], gone: list[Away], taken: list[Taken], period: Period
) -> dict[date, Used]:
    weeks = {monday: period.span_of(monday) for monday in period.mondays}
    return {monday: _week(posted, gone, taken, week) for monday, week in weeks.items()}


def _week(posted: list[Schedule], gone: list[Away], taken: list[Taken], week: availability.Span) -> Used:
    closed = [row.within(week) for row in gone if _reaches(row, week)]
    blocked = [row.span for row in taken if row.is_blocked and row.span.overlaps(week)]
    there = availability.remaining(_within(open_spans(posted, week), week), [*closed, *blocked])
    customers = [row.span for row in taken if not row.is_blocked and row.span.overlaps(week)]
    return Used(_minutes(there), _minutes(there) - _minutes(availability.remaining(there, customers)))


def _within(spans: Iterable[availability.Span], week: availability.Span) -> list[availability.Span]:
    """Cut to the week, and each moment once, though several schedules may name it."""
    cut = [
        availability.Span(max(span.start, week.start), min(span.end, week.end))
        for span in spans
        if span.overlaps(week)
    ]
    return [part for at, span in enumerate(cut) for part in availability.remaining([span], cut[:at])]


def _reaches(row: Away, week: availability.Span) -> bool:
    return row.starts_at < week.end and (row.ends_at is None or row.ends_at > week.start)


def _minutes(spans: Iterable[availability.Span]) -> int:
    return sum((span.end - span.start) // MINUTE for span in spans)
