"""Starts as buttons and lists say them, by the visitor's clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from terminbuch import wording

from .starts import spelled_start

NOON, EVENING = 12, 18
A_MONDAY = date(2024, 1, 1)


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
        return _spoken_day(start.astimezone(self.zone).date(), self.language, self.zone, self.today)

    def day_label(self, day: date, free: str) -> str:
        """What is heard of a day in the calendar: its name, and how much of it is free."""
        return ", ".join(word for word in (self._long(day), self._if_today(day), _freedom(free)) if word)

    def _long(self, day: date) -> str:
        return _long_date(day, self.language, self.today)

    def _if_today(self, day: date) -> str:
        return _("today") if day == self.today else ""


@lru_cache(maxsize=8)
def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """From Monday to Sunday, each as its name and its short form."""
    days = (A_MONDAY + timedelta(days=number) for number in range(7))
    return tuple((wording.weekday_name(day, language), wording.weekday_short(day, language)) for day in days)


def _freedom(free: str) -> str:
    if free == "few":
        return _("few free times")
    return _("some free times") if free == "some" else _("many free times")


# A page says the same day for every start in it, and the next visitor's page says the same days.
@lru_cache(maxsize=2000)
def _long_date(day: date, language: str, today: date) -> str:
    return wording.long_date(day, language=language, today=today)


@lru_cache(maxsize=2000)
def _spoken_day(day: date, language: str, zone: ZoneInfo, today: date) -> str:
    city = _("%(city)s time") % {"city": wording.zone_city(zone, language)}
    return f", {_long_date(day, language, today)}, {city}"


def _part(hour: int) -> str:
    if hour < NOON:
        return _("Morning")
    return _("Afternoon") if hour < EVENING else _("Evening")
