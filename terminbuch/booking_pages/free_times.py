"""What a page of free times shows: months, the times of one day, the earliest, and where it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.http import QueryDict

from terminbuch.queries import offers
from terminbuch.queries.facts import Wish
from terminbuch.queries.offers import Offer

from .months import Month, Shown, days_shown, may_be_shown, months
from .said_times import PartOfDay, Speaker, Time, weekdays

EARLIEST = 2
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Search:
    """Somebody looks for times of a wish. ``here`` makes addresses of the same page with other days.

    ``without`` is a start that is free but no choice: the one that a booking to be moved has already.
    """

    wish: Wish
    zone: ZoneInfo
    language: str
    now: datetime
    query: QueryDict
    here: Callable[..., str]
    without: datetime | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def until(self) -> date | None:
        """The last day the service's rules let anybody book."""
        service = self.wish.service
        days = None if service.horizon_days is None else self.today + timedelta(days=service.horizon_days)
        return min((day for day in (days, service.until_date) if day), default=None)

    @property
    def speaker(self) -> Speaker:
        return Speaker(self.language, self.zone, self.today)

    @property
    def asked_day(self) -> date | None:
        day = parsed_day(self.query.get("date", ""))
        return day if day and day >= self.today and may_be_shown(day, today=self.today) else None

    def offer(self, first: date, last: date) -> Offer:
        found = offers.offer(self.wish, first=first, last=last, zone=self.zone, now=self.now)
        return replace(found, slots=tuple(slot for slot in found.slots if slot.start != self.without))

    def earliest(self, *, count: int = EARLIEST, after_day: date | None = None) -> list[datetime]:
        after = datetime.combine(after_day + timedelta(days=1), time(), self.zone) if after_day else None
        found = offers.earliest(self.wish, now=self.now, count=count + 1, after=after)
        return [slot.start for slot in found if slot.start != self.without][:count]


@dataclass(frozen=True)
class FreeTimes:
    """The calendar: a month or two beside the times of one day."""

    search: Search
    shown: Shown
    offer: Offer

    @cached_property
    def day(self) -> date | None:
        """The day asked for when it is among those shown, else the first that has times."""
        asked = self.search.asked_day
        return asked if asked and asked in self.shown else min(self.offer.by_day, default=None)

    @cached_property
    def parts_of_day(self) -> list[PartOfDay]:
        slots = self.offer.by_day.get(self.day, []) if self.day else []
        return self.search.speaker.parts_of_day(slot.start for slot in slots)

    @cached_property
    def earliest(self) -> list[Time]:
        known = [slot.start for slot in self.offer.slots[:EARLIEST]]
        is_known = self.shown.first == self.search.today and len(known) == EARLIEST
        return [
            self.search.speaker.with_day(start) for start in (known if is_known else self.search.earliest())
        ]

    @cached_property
    def next_free(self) -> Time | None:
        """Where it goes on when nothing is free on the day, or in all the days shown."""
        if self.parts_of_day:
            return None
        day = self.day or self.shown.last
        later = [
            slot.start for slot in self.offer.slots if slot.start.astimezone(self.search.zone).date() > day
        ]
        found = later or self.search.earliest(count=1, after_day=self.shown.last)
        return self.search.speaker.with_day(found[0]) if found else None

    @property
    def months(self) -> list[Month]:
        return months(
            self.shown,
            counts={day: len(slots) for day, slots in self.offer.by_day.items()},
            today=self.search.today,
            chosen=self.day,
            address=self._day_address,
            label=self.search.speaker.day_label,
        )

    @property
    def weekdays(self) -> tuple[tuple[str, str], ...]:
        """The heads of the columns: each day's name, and its short form."""
        return weekdays(self.search.language)

    @property
    def earlier(self) -> tuple[date, str] | None:
        return self._month_address(self.shown.earlier)

    @property
    def later(self) -> tuple[date, str] | None:
        return self._month_address(self.shown.later)

    def _day_address(self, day: date) -> str:
        return self.search.here(month=f"{self.shown.first:%Y-%m}", date=day.isoformat())

    def _month_address(self, month: date | None) -> tuple[date, str] | None:
        return (month, self.search.here(month=f"{month:%Y-%m}")) if month else None


@dataclass(frozen=True)
class WeekList:
    """The same as a plain list: seven days with their times, for whoever reads better without a grid."""

    search: Search
    first: date
    offer: Offer

    @property
    def days(self) -> list[tuple[date, list[Time]]]:
        return [
            (day, [self.search.speaker.time(slot.start) for slot in slots])
            for day, slots in self.offer.by_day.items()
        ]

    @property
    def last(self) -> date:
        return self.first + WEEK - timedelta(days=1)

    @property
    def earlier(self) -> str:
        """A week earlier, but not before today; "" where there is no such week."""
        first = max(self.first - WEEK, self.search.today)
        return self.search.here(view="list", date=first.isoformat()) if first < self.first else ""

    @property
    def later(self) -> str:
        first, until = self.first + WEEK, self.search.until
        if (until and first > until) or not may_be_shown(first, today=self.search.today):
            return ""
        return self.search.here(view="list", date=first.isoformat())

    @cached_property
    def next_free(self) -> Time | None:
        found = [] if self.offer.slots else self.search.earliest(count=1, after_day=self.last)
        return self.search.speaker.with_day(found[0]) if found else None


def free_times(search: Search) -> FreeTimes:
    shown = _shown(search)
    return FreeTimes(search, shown, search.offer(shown.first, shown.last))


def week_list(search: Search) -> WeekList:
    first = search.asked_day or _first_free_day(search)
    return WeekList(search, first, search.offer(first, first + WEEK - timedelta(days=1)))


def parsed_day(text: str) -> date | None:
    """A day as links write it ("2026-11-25"); None for everything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-25") else None
    except ValueError:
        return None


def _first_free_day(search: Search) -> date:
    found = search.earliest(count=1)
    return found[0].astimezone(search.zone).date() if found else search.today


def _shown(search: Search) -> Shown:
    """The month asked for, else the one of the day asked for, else the present one."""
    now_shown = days_shown(search.today, today=search.today, until=search.until)
    month, day = parsed_day(search.query.get("month", "") + "-01"), search.asked_day
    if month and may_be_shown(month, today=search.today):
        return days_shown(month, today=search.today, until=search.until)
    if day and day not in now_shown:
        return days_shown(day, today=search.today, until=search.until)
    return now_shown
