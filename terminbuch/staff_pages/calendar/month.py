"""A month of days, each with how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from terminbuch import wording
from terminbuch.models import Member
from terminbuch.queries import diary

from ..desk import voice
from .frame import link
from .look import Look

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MonthDay:
    day: date
    long: str
    href: str
    count: int
    waiting: int
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """``weeks`` begin on Monday; None is a day of another month. ``heads``: (short, long)."""

    heads: list[tuple[str, str]]
    weeks: list[list[MonthDay | None]]


def month(member: Member, shown: Look) -> Month:
    counted = diary.counts(shown.asked(member, timezone.now()), shown.zone)
    days: list[MonthDay | None] = [None] * shown.first.weekday()
    day = shown.first
    while day <= shown.last:
        days.append(_day(day, counted.get(day, diary.Count()), member, shown))
        day += A_DAY
    days += [None] * (-len(days) % 7)
    return Month(_heads(shown), [days[at : at + 7] for at in range(0, len(days), 7)])


def _day(day: date, counted: diary.Count, member: Member, shown: Look) -> MonthDay:
    return MonthDay(
        day=day,
        long=wording.long_date(day, language=voice().language, today=shown.today),
        href=link(member, shown.at(view="day", on=day)),
        count=len(counted.bookings),
        waiting=len(counted.waiting),
        is_today=day == shown.today,
    )


def _heads(shown: Look) -> list[tuple[str, str]]:
    language = voice().language
    monday = shown.first - timedelta(days=shown.first.weekday())
    week = [monday + number * A_DAY for number in range(7)]
    return [(wording.weekday_short(day, language), wording.weekday_name(day, language)) for day in week]
