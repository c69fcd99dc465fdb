"""What holds on each day, as a picture and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.availability import Window
from terminbuch.models import Absence, Member, Resource, Schedule, ScheduleException
from terminbuch.queries import absences

from ..absences.said import Line, line
from ..hours.spans import said
from ..said import Voice
from .picture import Picture, Piece, away, opened, picture

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """What is open at one location: ``name`` is "" where the business has only one."""

    name: str
    slug: str
    hours: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One day. ``lines`` say who or what is away."""

    on_date: date
    title: str
    is_today: bool
    places: list[Place]
    lines: list[Line]
    picture: Picture


def days(member: Member, resource: Resource, monday: date, voice: Voice) -> list[Shown]:
    """Seven, from Monday on. A fixed number of queries."""
    schedules = _schedules(resource, monday)
    lines = [line(row, member, voice, to_do=0) for row in _absences(member, resource, schedules, monday)]
    return [_day(monday + each * A_DAY, schedules, lines, voice) for each in range(7)]


def _schedules(resource: Resource, monday: date) -> list[Schedule]:
    near = ScheduleException.objects.of(resource.organisation_id).filter(
        on_date__range=(monday - A_DAY, monday + 7 * A_DAY)
    )
    rows = Schedule.objects.of(resource.organisation_id).filter(resource=resource).select_related("location")
    rows = rows.prefetch_related("weekly_hours", Prefetch("exceptions", near))
    return sorted(rows, key=lambda row: (row.location.position, row.location_id))


def _absences(
    member: Member, resource: Resource, schedules: list[Schedule], monday: date
) -> Iterable[Absence]:
    """Of the resource, and closures of where it works; a day more on either side, for the zones."""
    places = [schedule.location_id for schedule in schedules]
    first, last = (datetime.combine(day, time(), UTC) for day in (monday - A_DAY, monday + 8 * A_DAY))
    return (
        absences.visible_to(member)
        .filter(Q(resource=resource) | Q(location_id__in=places), withdrawn_at=None)
        .filter(Q(ends_at=None) | Q(ends_at__gt=first), starts_at__lt=last)
        .order_by("starts_at", "pk")
    )


def _day(on_date: date, schedules: list[Schedule], lines: list[Line], voice: Voice) -> Shown:
    zones = [schedule.location.zone for schedule in schedules]
    pieces = [piece for row in schedules for piece in _open(row, on_date)]
    hit = [
        (each, piece) for each in lines for zone in zones[:1] if (piece := away(each.absence, on_date, zone))
    ]
    return Shown(
        on_date=on_date,
        title=wording.long_date(on_date, language=voice.language),
        is_today=bool(zones) and on_date == voice.today(zones[0]),
        places=[_place(row, on_date, is_one=len(schedules) == 1) for row in schedules],
        lines=[each for each, _piece in hit],
        picture=picture([*pieces, *(piece for _line, piece in hit)]),
    )


def _place(schedule: Schedule, on_date: date, *, is_one: bool) -> Place:
    windows, is_other = _windows(schedule, on_date)
    where = schedule.location
    return Place("" if is_one else where.name, where.slug, said(windows, _("to")) or _("closed"), is_other)


def _windows(schedule: Schedule, on_date: date) -> tuple[tuple[Window, ...], bool]:
    """What is posted for the date, and whether that is for this date alone."""
    rule = schedule.as_availability()
    own = rule.exceptions.get(on_date)
    return (rule.weekly.get(on_date.weekday(), ()), False) if own is None else (tuple(own), True)


def _open(schedule: Schedule, on_date: date) -> Iterable[Piece]:
    """What began the day before and lasts past midnight included."""
    for day, offset in ((on_date - A_DAY, -1), (on_date, 0)):
        windows, is_other = _windows(schedule, day)
        yield from (piece for window in windows if (piece := opened(window, offset, is_other=is_other)))
