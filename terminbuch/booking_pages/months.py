"""The month as it is drawn: weeks of days, those with free times as links. Days are the visitor's."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

TWO_WEEKS = 14
# Nobody looks further; it also keeps years that a calendar can't draw out of the arithmetic.
FARTHEST = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Day:
    """``free`` is "" for nothing, else few (1 or 2 starts), some (3 to 5) or many.

    Only a free day has an address, and a label for whoever listens.
    """

    date: date
    free: str
    address: str
    label: str
    is_today: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: list[list[Day | None]]


@dataclass(frozen=True, slots=True)
class Shown:
    """The days drawn at once, both inclusive; ``earlier`` and ``later`` are first days of months, if any."""

    first: date
    last: date
    earlier: date | None
    later: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def days_shown(month: date, *, today: date, until: date | None) -> Shown:
    """A month without its past; one with fewer than two weeks left brings the next one along.

    ``until`` is the last day that can be booked at all.
    """
    first = max(today, month.replace(day=1))
    last = _end_of(first)
    if (last - first).days + 1 < TWO_WEEKS:
        last = _end_of(last + timedelta(days=1))
    farthest = min(until or today + FARTHEST, today + FARTHEST)
    return Shown(
        first=first,
        last=last,
        earlier=_start_before(first) if first > _end_of(today) else None,
        later=last + timedelta(days=1) if last < farthest else None,
    )


def may_be_shown(month: date, *, today: date) -> bool:
    return today <= _end_of(month) and month <= today + FARTHEST


def months(
    shown: Shown,
    *,
    counts: Mapping[date, int],
    today: date,
    chosen: date | None,
    address: Callable[[date], str],
    label: Callable[[date, str], str],
) -> list[Month]:
    """Past weeks are left out; ``counts`` says how many starts a day has."""

    def day(each: date) -> Day:
        free = freedom(counts.get(each, 0))
        reached = (address(each), label(each, free)) if free else ("", "")
        return Day(each, free, *reached, each == today, each == chosen)

    firsts = sorted({shown.first.replace(day=1), shown.last.replace(day=1)})
    return [Month(first, _weeks(first, shown, day)) for first in firsts]


def freedom(starts: int) -> str:
    if starts == 0:
        return ""
    if starts <= 2:
        return "few"
    return "some" if starts <= 5 else "many"


def _weeks(first: date, shown: Shown, day: Callable[[date], Day]) -> list[list[Day | None]]:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [
        [day(each) if each.month == first.month else None for each in week]
        for week in weeks
        if week[-1] >= shown.first
    ]


def _end_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _start_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
