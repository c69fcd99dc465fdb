"""Bookings as the lines of a diary, a part per day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.models import Allocation, Booking

from . import origins
from .marks import Mark, marks_of, state_of
from .said import Voice


@dataclass(frozen=True, slots=True)
class Line:
    """One booking. ``tint`` is the slug of the resource whose colour it has."""

    booking: Booking
    time: str
    who: str
    service: str
    people: str
    tint: str
    state: str
    marks: list[Mark]
    sign: str
    origin: str | Promise


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    lines: list[Line]


def days(bookings: Iterable[Booking], voice: Voice) -> list[Day]:
    """Ascending, by the dates of the locations' calendars. Reads allocations and resources: prefetch them."""
    ordered = sorted(bookings, key=lambda booking: (voice.day(booking), booking.starts_at, booking.pk))
    return [_day(list(of_one_day), voice) for _date, of_one_day in groupby(ordered, key=voice.day)]


def tint_of(booking: Booking) -> str:
    rows = [row for row in booking.allocations.all() if not row.is_wish]
    return min(rows, key=_position).resource.slug if rows else ""


def _day(bookings: list[Booking], voice: Voice) -> Day:
    first = bookings[0]
    title = _title(voice.day(first), voice.today(first.location.zone), voice.language)
    return Day(title, [_line(booking, voice) for booking in bookings])


def _line(booking: Booking, voice: Voice) -> Line:
    return Line(
        booking=booking,
        time=voice.clock(booking),
        who=voice.who(booking),
        service=voice.service(booking),
        people=", ".join(booking.people()),
        tint=tint_of(booking),
        state=state_of(booking, voice.now),
        marks=marks_of(booking, voice.now),
        sign=origins.SIGNS[booking.origin],
        origin=origins.SPOKEN[origins.SIGNS[booking.origin]],
    )


def _title(day: date, today: date, language: str) -> str:
    said = wording.long_date(day, language=language, today=today)
    if day == today:
        return _("Today, %(date)s") % {"date": said}
    if day == today + timedelta(days=1):
        return _("Tomorrow, %(date)s") % {"date": said}
    return said


def _position(row: Allocation) -> tuple[int, int]:
    return row.position, row.pk
