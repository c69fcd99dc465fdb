"""Somebody looks for free times: for what, by which clock, and which days the address asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.http import QueryDict

from terminbuch.availability import Span
from terminbuch.queries.offers import Offer, Outlook
from terminbuch.queries.wish import Wish

from .months import may_be_shown
from .said_times import Speaker

EARLIEST = 2


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
        """What the address asks for, unless nobody can go there."""
        day = _parsed_day(self.query.get("date", ""))
        return day if day and day >= self.today and may_be_shown(day, today=self.today) else None

    @property
    def asked_month(self) -> date | None:
        """The first of it."""
        month = _parsed_day(self.query.get("month", "") + "-01")
        return month if month and may_be_shown(month, today=self.today) else None

    def offer(self, first: date, last: date) -> Offer:
        found = self._outlook.offer(first=first, last=last, zone=self.zone)
        return replace(found, slots=tuple(slot for slot in found.slots if slot.start != self.without))

    def earliest(self, *, count: int = EARLIEST, after_day: date | None = None) -> list[datetime]:
        after = datetime.combine(after_day + timedelta(days=1), time(), self.zone) if after_day else None
        found = self._outlook.earliest(count=count + 1, after=after)
        return [slot.start for slot in found if slot.start != self.without][:count]

    @property
    def lasts(self) -> Span:
        """For how long the answers given so far hold, as far as time alone is concerned."""
        return self._outlook.lasts

    @cached_property
    def _outlook(self) -> Outlook:
        return Outlook(self.wish, self.now)


def _parsed_day(text: str) -> date | None:
    """A day as links write it ("2026-11-25"); None for everything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-25") else None
    except ValueError:
        return None
