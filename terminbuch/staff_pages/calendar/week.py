"""A week as lines: one per day for one resource, or a table of all resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from terminbuch import availability, wording
from terminbuch.models import Member, Resource
from terminbuch.queries.diary import Diary

from ..desk import voice
from . import words
from .clocks import WallSpan, by_day, drawn_hours
from .frame import link
from .look import Look

A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a day's line, in minutes from its beginning.

    ``state``: absence, busy, pending, hold or nothing.
    """

    x: int
    width: int
    state: str


@dataclass(frozen=True, slots=True)
class DayLine:
    day: date
    short: str
    long: str
    href: str
    bars: list[Bar]
    count: int
    away: str
    is_chosen: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class ResourceLines:
    name: str
    slug: str
    href: str
    days: list[DayLine]


@dataclass(frozen=True, slots=True)
class Week:
    """``length``: of a line, in minutes; ``ticks`` where its full hours are."""

    length: int
    ticks: list[int]
    rows: list[ResourceLines]


def week(diary: Diary, member: Member, shown: Look) -> Week:
    first, last = drawn_hours(_drawn(diary), shown.zone)
    ruler = _Ruler(diary, member, shown, first, (last - first) * 60)
    ticks = [60 * hour for hour in range(1, last - first)]
    return Week(ruler.length, ticks, [ruler.lines(row) for row in diary.resources])


def _drawn(diary: Diary) -> Iterator[availability.Span]:
    yield from (span for spans in diary.opened.values() for span in spans)
    yield from (entry.span for entry in diary.entries)


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Draws the days of a week; a line begins at the hour ``first`` and has ``length`` minutes."""

    diary: Diary
    member: Member
    shown: Look
    first: int
    length: int

    def lines(self, row: Resource) -> ResourceLines:
        taken, gone = list(self._taken(row)), list(self._gone(row))
        week = [self.shown.first + number * A_DAY for number in range(7)]
        href = link(self.member, self.shown.at(slugs=(row.slug,), alone=row.slug))
        return ResourceLines(row.name, row.slug, href, [self._day(row, day, taken, gone) for day in week])

    def _day(self, row: Resource, day: date, taken: list[_Taken], gone: list[_Gone]) -> DayLine:
        today = [each for each in taken if each.part.opens.date() == day]
        missing = [each for each in gone if each.part.opens.date() == day]
        bars = [self._bar(day, each.part, each.state) for each in missing]
        bars += [self._bar(day, each.part, each.state) for each in today]
        language = voice().language
        return DayLine(
            day=day,
            short=wording.weekday_short(day, language),
            long=wording.long_date(day, language=language, today=self.shown.today),
            href=self._href(row, day),
            bars=[bar for bar in bars if bar.width > 0],
            count=sum(each.is_booking for each in today),
            away=", ".join(dict.fromkeys(each.word for each in missing)),
            is_chosen=bool(self.shown.alone) and day == self.shown.on,
            is_today=day == self.shown.today,
        )

    def _href(self, row: Resource, day: date) -> str:
        """In the week of one the day is listed below, in the table of all it is opened."""
        if self.shown.alone:
            return link(self.member, self.shown.at(on=day, is_dated=True, slugs=(row.slug,)))
        return link(self.member, self.shown.at(view="day", on=day, slugs=()))

    def _taken(self, row: Resource) -> Iterator[_Taken]:
        for entry in self.diary.entries:
            if entry.resource_id == row.pk:
                for part in by_day(entry.span, self.shown.zone, self.shown.first, self.shown.last):
                    yield _Taken(part, words.STATES.get(entry.kind, ""), entry.is_booking)

    def _gone(self, row: Resource) -> Iterator[_Gone]:
        for away in self.diary.away:
            if away.resource_id == row.pk:
                word = words.away(away.kind, row.pk, self.member)
                yield from self._missing(away.within(self.diary.asked.span), word, "absence")
        for busy in self.diary.busy:
            if busy.resource_id == row.pk:
                yield from self._missing(busy.span, words.busy(busy, self.member), "busy")

    def _missing(self, span: availability.Span, word: str, state: str) -> Iterator[_Gone]:
        for part in by_day(span, self.shown.zone, self.shown.first, self.shown.last):
            yield _Gone(part, word, state)

    def _bar(self, day: date, part: WallSpan, state: str) -> Bar:
        begins = datetime.combine(day, time()) + timedelta(hours=self.first)
        start = max((part.opens - begins) // MINUTE, 0)
        return Bar(start, min((part.closes - begins) // MINUTE, self.length) - start, state)


@dataclass(frozen=True, slots=True)
class _Taken:
    part: WallSpan
    state: str
    is_booking: bool


@dataclass(frozen=True, slots=True)
class _Gone:
    part: WallSpan
    word: str
    state: str
