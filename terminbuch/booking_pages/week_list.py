"""The same as a plain list, for whoever reads better without a grid: seven days with their times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from terminbuch.queries.offers import Offer

from .months import may_be_shown
from .said_times import Time
from .search import Search

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekList:
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


def week_list(search: Search) -> WeekList:
    first = search.asked_day or _first_free_day(search)
    return WeekList(search, first, search.offer(first, first + WEEK - timedelta(days=1)))


def _first_free_day(search: Search) -> date:
    found = search.earliest(count=1)
    return found[0].astimezone(search.zone).date() if found else search.today
