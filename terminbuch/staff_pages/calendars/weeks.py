"""The next two weeks as they were read: when something is, and never what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from terminbuch import wording
from terminbuch.models import BusyTime

from ..said import Voice

SHOWS_AS: dict[str, str | Promise] = {
    BusyTime.ShowsAs.BUSY: pgettext_lazy("calendar", "busy"),
    BusyTime.ShowsAs.TENTATIVE: pgettext_lazy("calendar", "tentative"),
    BusyTime.ShowsAs.OUT_OF_OFFICE: pgettext_lazy("calendar", "away"),
}
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Time:
    """``why`` is said of what does not block."""

    when: str
    calendar: str
    shows_as: str | Promise
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    name: str
    times: list[Time]


def days(rows: Sequence[BusyTime], zone: ZoneInfo, voice: Voice) -> list[Day]:
    """Each time on the day on which it begins. ``rows`` are in order, with calendar and event."""
    by_day = groupby(rows, key=lambda row: row.starts_at.astimezone(zone).date())
    said = voice.language
    return [
        Day(
            wording.long_date(day, language=said, today=voice.today(zone)),
            [_time(row, zone, said) for row in of_it],
        )
        for day, of_it in by_day
    ]


def _time(row: BusyTime, zone: ZoneInfo, language: str) -> Time:
    return Time(_when(row, zone, language), row.calendar.name, SHOWS_AS[row.shows_as], _why(row))


def _when(row: BusyTime, zone: ZoneInfo, language: str) -> str:
    """Whole days by their dates."""
    first, last = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    if (first.hour, first.minute, last.hour, last.minute) != (0, 0, 0, 0):
        return wording.from_to(row.starts_at, row.ends_at, zone, language)
    end = (last - A_DAY).date()
    if end <= first.date():
        return pgettext("calendar", "the whole day")
    return wording.dates_from_to(first.date(), end, language)


def _why(row: BusyTime) -> str:
    if row.blocks:
        return ""
    if row.event.booking_id:
        return _("our own entry")
    if row.event.is_ignored:
        return _("does not count")
    return _("does not block")
