"""Hypothesis strategies: random rules, hours and bookings around the days on which clocks change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from terminbuch.availability import (
    Candidate,
    Kind,
    Question,
    Requirement,
    ResourceFacts,
    Rules,
    Schedule,
    Sitting,
    Span,
    Taken,
    Window,
    assign,
    dates,
    slots,
)

from .days import CLOCK_CHANGES
from .minute_model import posted

DAY = timedelta(days=1)
FIVE_MINUTES = st.integers(-40, 3 * 288).map(lambda count: 5 * count)
HALF_HOURS = st.integers(-6, 3 * 48).map(lambda count: 30 * count)
KINDS: tuple[Kind, ...] = ("booking", "hold", "absence", "external")


@dataclass(frozen=True)
class Asked:
    """A random question and the three local days that it is asked for."""

    question: Question
    span: Span


def lengths(least: int, most: int) -> st.SearchStrategy[timedelta]:
    return st.integers(least, most).map(lambda count: timedelta(minutes=5 * count)) | st.integers(
        5 * least, 5 * most
    ).map(lambda count: timedelta(minutes=max(count, 1 if least else 0)))


def seldom[T, S](usual: T, other: st.SearchStrategy[S]) -> st.SearchStrategy[T | S]:
    """Mostly the usual: where every rule has a say at once, little is left on offer."""
    return st.integers(0, 3).flatmap(lambda number: other if number == 3 else st.just(usual))


clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 1, 15, 30, 40, 59]))
windows = st.builds(Window, clock_times, clock_times | st.just(time(0)))
days_windows = st.lists(windows, max_size=2).map(tuple)


@st.composite
def schedules(draw: st.DrawFn, zone: ZoneInfo, middle: date) -> Schedule:
    weekly = dict(enumerate(draw(st.lists(days_windows, min_size=7, max_size=7))))
    near = st.integers(-3, 2).map(lambda number: middle + number * DAY)
    schedule = Schedule(zone, weekly, draw(st.dictionaries(near, days_windows, max_size=2)))
    # A run of windows without end has a test of its own: the model looks back three days only.
    runs = posted((schedule,), middle - 14 * DAY, middle + 14 * DAY)
    assume(all(closes - opens <= 2 * DAY for opens, closes in runs))
    return schedule


@st.composite
def rows(draw: st.DrawFn, midnight: datetime) -> Taken:
    start = midnight + timedelta(minutes=draw(FIVE_MINUTES | HALF_HOURS))
    start += timedelta(seconds=draw(st.sampled_from([0, 0, 0, 0, 30])))
    end = start + draw(lengths(1, 60)) + timedelta(seconds=draw(st.sampled_from([0, 0, 0, 0, 59])))
    kind = draw(st.sampled_from(KINDS))
    if kind in ("absence", "external") or draw(st.booleans()):
        return Taken(Span(start, end), kind)
    return Taken(Span(start, end), kind, Sitting(draw(st.sampled_from("ab")), start, draw(st.integers(1, 2))))


@st.composite
def rules(draw: st.DrawFn, /, zone: ZoneInfo, middle: date, **fixed: Any) -> Rules:
    given: dict[str, Any] = {
        "duration": draw(lengths(1, 24)),
        "step": draw(lengths(1, 24)),
        "buffer_before": draw(st.just(timedelta(0)) | lengths(0, 6)),
        "buffer_after": draw(st.just(timedelta(0)) | lengths(0, 6)),
        "capacity": draw(st.sampled_from([1, 1, 3])),
        "notice": draw(seldom(timedelta(0), lengths(0, 288))),
        "horizon_days": draw(seldom(None, st.integers(0, 4))),
        "until_date": draw(seldom(None, st.integers(-1, 2).map(lambda number: middle + number * DAY))),
        "max_per_day": draw(seldom(None, st.integers(0, 3))),
    }
    return Rules(zone=zone, **(given | fixed))


@st.composite
def candidates(draw: st.DrawFn, key: int) -> Candidate:
    own = seldom(None, lengths(0, 6))
    return Candidate(key, draw(own), draw(own), draw(seldom(None, lengths(3, 24))))


@st.composite
def requirements(draw: st.DrawFn, keys: list[int]) -> Requirement:
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
    begins = draw(st.sampled_from([0, 0, 0, 10]))
    ends = draw(seldom(None, st.integers(begins + 1, begins + 40)))
    return Requirement(
        tuple(draw(candidates(key)) for key in chosen),
        take_all=draw(st.sampled_from([False, False, False, True])),
        begins=timedelta(minutes=begins),
        ends=None if ends is None else timedelta(minutes=ends),
    )


@st.composite
def questions(draw: st.DrawFn, /, **fixed_rules: Any) -> Asked:
    name, middle = draw(st.sampled_from(list(CLOCK_CHANGES.values())))
    zone = ZoneInfo(name)
    midnight = datetime.combine(middle - DAY, time(0), UTC)
    keys = list(range(1, draw(st.integers(1, 3)) + 1))
    rule = draw(rules(zone, middle, **fixed_rules))
    resources = {}
    for key in keys:
        hours = st.lists(schedules(zone, middle), min_size=1, max_size=2).map(tuple)
        taken = st.lists(rows(midnight), max_size=5).map(tuple)
        resources[key] = ResourceFacts(key, draw(hours), draw(taken))
    needed = draw(st.lists(requirements(keys), min_size=1, max_size=2).map(tuple))
    lengths_used = [one.duration or rule.duration for part in needed for one in part.candidates]
    assume(all(part.begins < min(lengths_used) for part in needed))
    booked_on = draw(st.dictionaries(st.integers(-1, 1).map(lambda n: middle + n * DAY), st.integers(0, 3)))
    now = midnight + timedelta(seconds=draw(st.integers(-90_000, 9_000)))
    span = dates(middle - DAY, middle + DAY, zone)
    question = Question(rule, needed, resources, now, booked_on)
    return Asked(draw(with_sittings(question, span)) if rule.capacity > 1 else question, span)


@st.composite
def with_sittings(draw: st.DrawFn, question: Question, span: Span) -> Question:
    """The question with seats taken at starts that are on offer: chance alone would hardly meet one."""
    resources = dict(question.resources)
    free = slots(question, first=span.start, until=span.end)
    for slot in draw(st.lists(st.sampled_from(free), max_size=4)) if free else []:
        seats = Sitting(draw(st.sampled_from("aab")), slot.start, draw(st.integers(1, 3)))
        kind = draw(st.sampled_from(KINDS[:2]))
        for pick in assign(question, slot, {}) or ():
            facts = resources[pick.resource]
            resources[pick.resource] = replace(facts, taken=(*facts.taken, Taken(pick.span, kind, seats)))
    return replace(question, resources=resources)
