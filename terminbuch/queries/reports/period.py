"""Whole weeks by the clocks of one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from terminbuch import availability

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """So many weeks, the last of which has ``last`` in it. A week begins on Monday."""

    last: date
    weeks: int
    zone: ZoneInfo

    @property
    def mondays(self) -> list[date]:
        final = monday_of(self.last)
        return [final - number * A_WEEK for number in reversed(range(self.weeks))]

    @property
    def span(self) -> availability.Span:
        mondays = self.mondays
        return availability.Span(self._begin(mondays[0]), self._begin(mondays[-1] + A_WEEK))

    def span_of(self, monday: date) -> availability.Span:
        return availability.Span(self._begin(monday), self._begin(monday + A_WEEK))

    def week_of(self, instant: datetime) -> date:
        return monday_of(instant.astimezone(self.zone).date())

    def _begin(self, monday: date) -> datetime:
        return datetime.combine(monday, time(), self.zone).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
