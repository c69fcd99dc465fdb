"""What blocks a minute of somebody's time: every hour, booking, absence and calendar that has a say in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q

from terminbuch import availability
from terminbuch.models import (
    Absence,
    BusyTime,
    Location,
    Member,
    OutsideCalendar,
    Resource,
    Schedule,
    ScheduleException,
)

from .in_the_way import Obstacle, rows_in_the_way
from .standing import Standing, standing

MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)


@dataclass(frozen=True)
class Posted:
    """The hours of the day at one location. ``is_exception``: the day has hours of its own (W10)."""

    location: Location
    spans: tuple[availability.Span, ...]
    is_exception: bool
    is_open: bool


@dataclass(frozen=True)
class Watched:
    """A calendar that is looked at. ``is_unknown``: of this minute it has not said that it is free."""

    calendar: OutsideCalendar
    standing: Standing
    is_unknown: bool


@dataclass(frozen=True)
class Minute:
    """``taken`` are bookings and kept times, buffers included; of ``busy`` only some may block."""

    resource: Resource
    at: datetime
    zone: ZoneInfo
    posted: tuple[Posted, ...]
    taken: tuple[Obstacle, ...]
    away: tuple[Absence, ...]
    busy: tuple[BusyTime, ...]
    watched: tuple[Watched, ...]

    @cached_property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.posted)

    @cached_property
    def is_free(self) -> bool:
        """Nothing takes it, whatever the opening hours."""
        is_busy = any(row.blocks for row in self.busy) or any(each.is_unknown for each in self.watched)
        return not (self.taken or self.away or is_busy)


def resources(member: Member) -> list[Resource]:
    """Whose time this member may ask about: everybody's, or the own. One query."""
    rows = Resource.objects.of(member.organisation_id).filter(is_active=True)
    return list(rows if member.sees_all else rows.filter(pk=member.resource_id or 0))


def zone_of(resource: Resource, home: ZoneInfo) -> ZoneInfo:
    """The clocks of the first place where the resource works. One query."""
    rows = Schedule.objects.of(resource.organisation_id).filter(resource=resource).select_related("location")
    first = rows.order_by("pk").first()
    return first.location.zone if first else home


def minute(resource: Resource, at: datetime, zone: ZoneInfo, *, now: datetime) -> Minute:
    """All that is known of it, in at most nine queries. ``zone`` says which day it is."""
    span = availability.Span(at, at + MINUTE)
    schedules = _schedules(resource, at)
    places = [row.location_id for row in schedules]
    return Minute(
        resource=resource,
        at=at,
        zone=zone,
        posted=tuple(_posted(row, at) for row in schedules),
        taken=tuple(rows_in_the_way(resource.organisation, [resource.pk], span, moving=None, now=now)),
        away=tuple(_away(resource, places, span)),
        busy=tuple(_busy(resource, span)),
        watched=tuple(_watched(resource, span, now=now)),
    )


def instant(day: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """Of a time that the clocks show twice the earlier one; one that they skip is read as if they had not."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _schedules(resource: Resource, at: datetime) -> list[Schedule]:
    # Windows that overlap round the clock share a grid that may begin the year before last (W2).
    dates = (at.date().replace(year=at.year - 2, month=12, day=30), at.date() + A_DAY)
    exceptions = ScheduleException.objects.of(resource.organisation_id).filter(on_date__range=dates)
    rows = Schedule.objects.of(resource.organisation_id).filter(resource=resource).select_related("location")
    return list(rows.prefetch_related("weekly_hours", Prefetch("exceptions", exceptions)).order_by("pk"))


def _posted(schedule: Schedule, at: datetime) -> Posted:
    zone = schedule.location.zone
    day = at.astimezone(zone).date()
    midnights = [datetime.combine(each, time(0), zone).astimezone(UTC) for each in (day, day + A_DAY)]
    rule = [schedule.as_availability()]
    return Posted(
        location=schedule.location,
        spans=availability.open_spans(rule, availability.Span(*midnights)),
        is_exception=any(row.on_date == day for row in schedule.exceptions.all()),
        is_open=bool(availability.open_spans(rule, availability.Span(at, at + MINUTE))),
    )


def _away(resource: Resource, places: Iterable[int], span: availability.Span) -> Iterable[Absence]:
    rows = Absence.objects.of(resource.organisation_id).filter(
        Q(resource=resource) | Q(location__in=places),
        Q(ends_at__isnull=True) | Q(ends_at__gt=span.start),
        starts_at__lt=span.end,
        withdrawn_at__isnull=True,
    )
    return rows.select_related("resource", "location", "created_by__user").order_by("starts_at", "pk")


def _busy(resource: Resource, span: availability.Span) -> Iterable[BusyTime]:
    rows = BusyTime.objects.of(resource.organisation_id).filter(
        resource=resource, calendar__blocks=True, ends_at__gt=span.start, starts_at__lt=span.end
    )
    return rows.select_related("calendar", "event").order_by("starts_at", "pk")


def _watched(resource: Resource, span: availability.Span, *, now: datetime) -> list[Watched]:
    rows = OutsideCalendar.objects.of(resource.organisation_id).filter(resource=resource, blocks=True)
    return [
        Watched(row, standing(row, now=now), _is_unknown(row, span))
        for row in rows.select_related("connection").order_by("name", "pk")
    ]


def _is_unknown(calendar: OutsideCalendar, span: availability.Span) -> bool:
    """As for the slots: withheld, never read, or beyond what was read, unless it then becomes a request."""
    if calendar.is_withheld or calendar.read_until is None:
        return True
    return calendar.when_unknown != OutsideCalendar.WhenUnknown.ASK and calendar.read_until < span.end
