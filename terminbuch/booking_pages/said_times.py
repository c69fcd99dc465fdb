"""Starts as buttons and lists say them, by the visitor's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from terminbuch import wording

from .starts import spelled_start

NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class Time:
    """A button: ``value`` is sent, ``clock`` and ``day`` are seen, ``spoken`` is added for listeners."""

    value: str
    clock: str
    day: str
    spoken: str


@dataclass(frozen=True, slots=True)
class PartOfDay:
    heading: str
    times: list[Time]


@dataclass(frozen=True)
class Speaker:
    """Says starts in one language, by one clock, to somebody for whom it is ``today``."""

    language: str
    zone: ZoneInfo
    today: date

    def time(self, start: datetime) -> Time:
        return Time(spelled_start(start, self.zone), self._clock(start), "", self._spoken(start))

    def with_day(self, start: datetime) -> Time:
        return Time(
            spelled_start(start, self.zone), self._clock(start), self._day(start), self._spoken(start)
        )

    def parts_of_day(self, starts: Iterable[datetime]) -> list[PartOfDay]:
        parts: dict[str, list[Time]] = {}
        for start in starts:
            parts.setdefault(_part(start.astimezone(self.zone).hour), []).append(self.time(start))
        return [PartOfDay(heading, times) for heading, times in parts.items()]

    def _clock(self, start: datetime) -> str:
        """Short, but in the hour that clocks repeat with the zone: two buttons must not read the same."""
        if wording.is_repeated(start, self.zone):
            return wording.clock(start, self.zone, self.language)
        return wording.plain_clock(start, self.zone)

    def _day(self, start: datetime) -> str:
        day = start.astimezone(self.zone).date()
        if day == self.today:
            return _("today")
        if day == self.today + timedelta(days=1):
            return _("tomorrow")
        return wording.medium_date(day, self.language, self.today)

    def _spoken(self, start: datetime) -> str:
        day = wording.long_date(start.astimezone(self.zone).date(), language=self.language, today=self.today)
        city = wording.zone_city(self.zone, self.language)
        return f", {day}, " + _("%(city)s time") % {"city": city}


def _part(hour: int) -> str:
    if hour < NOON:
        return _("Morning")
    return _("Afternoon") if hour < EVENING else _("Evening")
