"""The contract a second time, slow and plain: walk through the minutes and look at the clock on the wall.

Written apart from the package; it shares nothing with it but the values of a question.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo

from terminbuch.availability import Candidate, Question, Requirement, ResourceFacts, Schedule, Taken

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
NOTHING = timedelta(0)

Serving = tuple[frozenset[int], ...]
Wall = tuple[datetime, datetime]


@cache
def wall_clock(minute: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall reads, without its zone."""
    return minute.astimezone(zone).replace(tzinfo=None)


def minutes(first: datetime, until: datetime) -> Iterator[datetime]:
    while first < until:
        yield first
        first += MINUTE


def posted(schedules: tuple[Schedule, ...], first: date, last: date) -> list[Wall]:
    """The windows on the wall (W10), those that overlap made one (W2)."""
    windows = []
    for schedule in schedules:
        for number in range((last - first).days + 1):
            day = first + number * DAY
            weekly = schedule.weekly.get(day.weekday(), ())
            for window in schedule.exceptions.get(day, weekly):
                opens, closes = datetime.combine(day, window.opens), datetime.combine(day, window.closes)
                windows.append((opens, closes if closes > opens else closes + DAY))
    merged: list[Wall] = []
    for opens, closes in sorted(windows):
        if merged and opens < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], closes))
        else:
            merged.append((opens, closes))
    return merged


def by_date(windows: list[Wall]) -> dict[date, list[Wall]]:
    """The windows by each date that they touch."""
    found: dict[date, list[Wall]] = {}
    for opens, closes in windows:
        day = opens.date()
        while day <= closes.date():
            found.setdefault(day, []).append((opens, closes))
            day += DAY
    return found


class Model:
    """Answers one question for the starts from ``first`` up to ``until``; hours share one zone."""

    def __init__(self, question: Question, first: datetime, until: datetime) -> None:
        self.question, self.first, self.until = question, first, until
        self.hours = {key: self._walk(facts) for key, facts in question.resources.items()}

    def _walk(self, facts: ResourceFacts) -> tuple[set[datetime], set[datetime]]:
        """The open minutes (W1), and those on a grid (W2)."""
        is_open: set[datetime] = set()
        on_grid: set[datetime] = set()
        if not facts.schedules:
            return is_open, on_grid
        zone, step = facts.schedules[0].zone, self.question.rules.step
        begin, end = self.first - 3 * DAY, self.until + 2 * DAY
        windows = by_date(posted(facts.schedules, begin.date() - 2 * DAY, end.date() + 2 * DAY))
        grid_begins: dict[Wall, datetime] = {}
        for minute in minutes(begin, end):
            clock = wall_clock(minute, zone)
            for window in windows.get(clock.date(), ()):
                if window[0] <= clock < window[1]:
                    is_open.add(minute)
                    if (minute - grid_begins.setdefault(window, minute)) % step == NOTHING:
                        on_grid.add(minute)
        return is_open, on_grid

    def slots(self) -> dict[datetime, Serving]:
        # The grid counts where the service begins, even if nobody serves in its first minutes.
        begins = min(part.begins for part in self.question.requirements)
        grids = set().union(*(on_grid for _, on_grid in self.hours.values()))
        starts = sorted(minute - begins for minute in grids if self.first <= minute - begins < self.until)
        answers = {start: self.serving(start) for start in starts}
        return {start: serving for start, serving in answers.items() if serving is not None}

    def serving(self, start: datetime) -> Serving | None:
        if not self._is_allowed(start):
            return None
        sittings = self._sittings(start)
        if not sittings:
            able = self._able(start, None, self.question.resources.keys())
            return able if self._can_be_met(able) else None
        for name, rows in sittings.items():
            seats = max(sum(row.sitting.seats for row in own if row.sitting) for own in rows.values())
            able = self._able(start, name, rows.keys())
            if seats < self.question.rules.capacity and self._can_be_met(able):
                return able
        return None

    def _is_allowed(self, start: datetime) -> bool:
        rules, now = self.question.rules, self.question.now
        day = wall_clock(start, rules.zone).date()
        today = now.astimezone(rules.zone).date()
        return (
            start >= now + rules.notice
            and (rules.horizon_days is None or day <= today + rules.horizon_days * DAY)
            and (rules.until_date is None or day <= rules.until_date)
            and (rules.max_per_day is None or self.question.booked_on.get(day, 0) < rules.max_per_day)
        )

    def _sittings(self, start: datetime) -> dict[Hashable, dict[int, list[Taken]]]:
        found: dict[Hashable, dict[int, list[Taken]]] = {}
        for key, facts in self.question.resources.items():
            for row in facts.taken:
                if self.question.rules.capacity > 1 and row.sitting and row.sitting.start == start:
                    found.setdefault(row.sitting.id, {}).setdefault(key, []).append(row)
        return found

    def _able(self, start: datetime, sitting: Hashable, keys: Collection[int]) -> Serving:
        return tuple(
            frozenset(
                candidate.resource
                for candidate in requirement.candidates
                if candidate.resource in keys and self._can(start, requirement, candidate, sitting)
            )
            for requirement in self.question.requirements
        )

    def _can(self, start: datetime, part: Requirement, one: Candidate, sitting: Hashable) -> bool:
        rules, facts = self.question.rules, self.question.resources[one.resource]
        length = one.duration or rules.duration
        begins, ends = start + part.begins, start + min(part.ends or length, length)
        before = rules.buffer_before if one.buffer_before is None else one.buffer_before
        after = rules.buffer_after if one.buffer_after is None else one.buffer_after
        blocks_from = begins if part.begins else begins - before
        blocks_to = ends + after if ends == start + length else ends
        is_open, on_grid = self.hours[one.resource]
        first_to_begin = min(other.begins for other in self.question.requirements)
        return (
            (part.begins > first_to_begin or begins in on_grid)
            and all(minute in is_open for minute in minutes(begins, ends))
            and not any(
                row.span.start < blocks_to and blocks_from < row.span.end
                for row in facts.taken
                if not self._is_seat(row, start, sitting)
            )
        )

    @staticmethod
    def _is_seat(row: Taken, start: datetime, sitting: Hashable) -> bool:
        return (
            row.sitting is not None
            and sitting is not None
            and (row.sitting.id, row.sitting.start) == (sitting, start)
        )

    def _can_be_met(self, able: Serving) -> bool:
        """Try every choice: each requirement served, no resource twice."""
        options = []
        for requirement, keys in zip(self.question.requirements, able, strict=True):
            wanted = [candidate.resource for candidate in requirement.candidates]
            if requirement.take_all and (not wanted or keys != set(wanted)):
                return False
            options.append([tuple(wanted)] if requirement.take_all else [(key,) for key in keys])
        picks = ([key for keys in choice for key in keys] for choice in product(*options))
        return bool(options) and any(len(pick) == len(set(pick)) for pick in picks)
