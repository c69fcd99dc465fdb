"""A resource's hours at a location: the week, or one date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from django.db.models import QuerySet

from terminbuch import availability
from terminbuch.models import Allocation, Booking, Location, Schedule, Service

from .change import RuleChange, bookings_of, coming
from .parts import own_parts
from .windows import Week, Windows, tidied, tidied_week


@dataclass(frozen=True)
class ScheduleChange(RuleChange):
    """What hangs on the door of one resource at one location."""

    resource_id: int
    location_id: int

    def services(self) -> QuerySet[Service]:
        return super().services().filter(requirements__candidates__resource_id=self.resource_id)

    def locations(self) -> QuerySet[Location]:
        return super().locations().filter(pk=self.location_id)

    def on_facts(self, known: availability.ResourceFacts, location: Location) -> availability.ResourceFacts:
        if known.key != self.resource_id or location.pk != self.location_id:
            return known
        posted = known.schedules[0] if known.schedules else availability.Schedule(location.zone, {})
        return replace(known, schedules=(self.on_schedule(posted),))

    def on_schedule(self, posted: availability.Schedule) -> availability.Schedule:
        """The hours as they would be."""
        raise NotImplementedError

    def posted(self) -> availability.Schedule:
        """The hours as they are."""
        return posted_hours(self.organisation_id, self.resource_id, self.location_id)

    def outside(self, now: datetime) -> list[Booking]:
        """Those that fit into today's hours and would no longer; what was outside already is no matter."""
        rows = list(
            coming(self.organisation_id, now).filter(
                resource_id=self.resource_id, booking__location_id=self.location_id
            )
        )
        if not rows:
            return []
        posted = self.posted()
        parts = dict(zip(rows, own_parts(rows), strict=True))
        was, would_be = _within(posted, parts), _within(self.on_schedule(posted), parts)
        return bookings_of(self.organisation_id, was - would_be)


@dataclass(frozen=True)
class HoursChange(ScheduleChange):
    """The whole week is replaced; dates that have hours of their own keep them.

    Raises ValueError for windows that make no sense, see ``tidied``.
    """

    what: ClassVar[str] = "hours"
    week: Week

    def __post_init__(self) -> None:
        object.__setattr__(self, "week", tidied_week(self.week))

    @property
    def wanted(self) -> Week:
        return self.week

    def stored(self) -> Week:
        return week_of(self.posted())

    def on_schedule(self, posted: availability.Schedule) -> availability.Schedule:
        return replace(posted, weekly=dict(enumerate(self.week)))


@dataclass(frozen=True)
class ExceptionChange(ScheduleChange):
    """One date has these windows instead of the week's, none at all (), or again the week's (None)."""

    what: ClassVar[str] = "exception"
    on_date: date
    windows: Windows | None

    def __post_init__(self) -> None:
        if self.windows is not None:
            object.__setattr__(self, "windows", tidied(self.windows))

    @property
    def wanted(self) -> Windows | None:
        return self.windows

    def stored(self) -> Windows | None:
        return windows_on(self.posted(), self.on_date)

    def on_schedule(self, posted: availability.Schedule) -> availability.Schedule:
        kept = {day: windows for day, windows in posted.exceptions.items() if day != self.on_date}
        own = {} if self.windows is None else {self.on_date: self.windows}
        return replace(posted, exceptions=kept | own)


def posted_hours(organisation_id: int, resource_id: int, location_id: int) -> availability.Schedule:
    """What hangs on the door today; nothing where the resource never was. At most four queries."""
    rows = Schedule.objects.of(organisation_id).filter(resource_id=resource_id, location_id=location_id)
    row = rows.select_related("location").prefetch_related("weekly_hours", "exceptions").first()
    if row is not None:
        return row.as_availability()
    return availability.Schedule(Location.objects.of(organisation_id).get(pk=location_id).zone, {})


def week_of(posted: availability.Schedule) -> Week:
    """As it would be stored."""
    return tuple(
        tuple(sorted(posted.weekly.get(weekday, ()), key=lambda window: window.opens)) for weekday in range(7)
    )


def windows_on(posted: availability.Schedule, on_date: date) -> Windows | None:
    """What is posted for this date alone; None where the week holds."""
    windows = posted.exceptions.get(on_date)
    return None if windows is None else tuple(sorted(windows, key=lambda window: window.opens))


def _within(posted: availability.Schedule, parts: Mapping[Allocation, availability.Span]) -> set[Allocation]:
    """The rows whose part lies within open time (W3)."""
    first = min(part.start for part in parts.values())
    last = max(part.end for part in parts.values())
    known = availability.known(availability.ResourceFacts(0, (posted,)), availability.Span(first, last))
    return {row for row, part in parts.items() if _is_open(known, part)}


def _is_open(known: availability.Known, part: availability.Span) -> bool:
    minutes = (1 << (part.last_minute - part.first_minute)) - 1
    return known.opening.open >> (part.first_minute - known.frame.first) & minutes == minutes
