"""What the calendar of free times shows: months, the times of one day, the earliest, and where it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from terminbuch.queries.offers import Offer

from .months import Month, Shown, days_shown, months
from .said_times import PartOfDay, Time, weekdays
from .search import EARLIEST, Search


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


def free_times(search: Search) -> FreeTimes:
    shown = _shown(search)
    return FreeTimes(search, shown, search.offer(shown.first, shown.last))


def _shown(search: Search) -> Shown:
    """The month asked for, else the one of the day asked for, else the present one."""
    now_shown = days_shown(search.today, today=search.today, until=search.until)
    month, day = search.asked_month, search.asked_day
    if month:
        return days_shown(month, today=search.today, until=search.until)
    if day and day not in now_shown:
        return days_shown(day, today=search.today, until=search.until)
    return now_shown
