"""Hypothesis strategies: random rules, hours and bookings around the days on which clocks change."""

from __future__ import annotations

from dataclasses import dataclass
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
    dates,
)

from .days import CLOCK_CHANGES
from .minute_model import posted

DAY = timedelta(days=1)
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


clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 1, 15, 30, 40, 59]))
windows = st.builds(Window, clock_times, clock_times | st.just(time(0)))
days_windows = st.lists(windows, max_size=3).map(tuple)


@st.composite
def schedules(draw: st.DrawFn, zone: ZoneInfo, middle: date) -> Schedule:
    weekly = draw(st.dictionaries(st.integers(0, 6), days_windows, max_size=7))
    near = st.integers(-3, 2).map(lambda number: middle + number * DAY)
    schedule = Schedule(zone, weekly, draw(st.dictionaries(near, days_windows, max_size=2)))
    # A run of windows without end has a test of its own: the model looks back three days only.
    runs = posted((schedule,), middle - 14 * DAY, middle + 14 * DAY)
    assume(all(closes - opens <= 2 * DAY for opens, closes in runs))
    return schedule


@st.composite
def rows(draw: st.DrawFn, midnight: datetime, *, with_sittings: bool) -> Taken:
    start = midnight + timedelta(minutes=5 * draw(st.integers(-40, 3 * 288)))
    start += timedelta(seconds=draw(st.sampled_from([0, 0, 0, 0, 30])))
    end = start + draw(lengths(1, 60)) + timedelta(seconds=draw(st.sampled_from([0, 0, 0, 0, 59])))
    kind = draw(st.sampled_from(KINDS))
    if not with_sittings or kind in ("absence", "external"):
        return Taken(Span(start, end), kind)
    return Taken(Span(start, end), kind, Sitting(draw(st.sampled_from("ab")), start, draw(st.integers(1, 2))))


@st.composite
def rules(draw: st.DrawFn, /, zone: ZoneInfo, middle: date, **fixed: Any) -> Rules:
    given: dict[str, Any] = {
        "duration": draw(lengths(1, 36)),
        "step": draw(lengths(1, 24)),
        "buffer_before": draw(st.just(timedelta(0)) | lengths(0, 6)),
        "buffer_after": draw(st.just(timedelta(0)) | lengths(0, 6)),
        "capacity": draw(st.sampled_from([1, 1, 3])),
        "notice": draw(st.just(timedelta(0)) | lengths(0, 288)),
        "horizon_days": draw(st.none() | st.integers(0, 4)),
        "until_date": draw(st.none() | st.integers(-1, 2).map(lambda number: middle + number * DAY)),
        "max_per_day": draw(st.none() | st.none() | st.integers(0, 3)),
    }
    return Rules(zone=zone, **(given | fixed))


@st.composite
def candidates(draw: st.DrawFn, key: int) -> Candidate:
    own = st.none() | st.none() | lengths(0, 6)
    return Candidate(key, draw(own), draw(own), draw(st.none() | st.none() | lengths(3, 24)))


@st.composite
def requirements(draw: st.DrawFn, keys: list[int]) -> Requirement:
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
    begins = draw(st.sampled_from([0, 0, 0, 10]))
    ends = draw(st.none() | st.none() | st.integers(begins + 1, begins + 40))
    return Requirement(
        tuple(draw(candidates(key)) for key in chosen),
        take_all=draw(st.sampled_from([False, False, True])),
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
        taken = st.lists(rows(midnight, with_sittings=rule.capacity > 1), max_size=5).map(tuple)
        resources[key] = ResourceFacts(key, draw(hours), draw(taken))
    needed = draw(st.lists(requirements(keys), min_size=1, max_size=2).map(tuple))
    lengths_used = [one.duration or rule.duration for part in needed for one in part.candidates]
    assume(all(part.begins < min(lengths_used) for part in needed))
    booked_on = draw(st.dictionaries(st.integers(-1, 1).map(lambda n: middle + n * DAY), st.integers(0, 3)))
    now = midnight + timedelta(seconds=draw(st.integers(-90_000, 90_000)))
    return Asked(Question(rule, needed, resources, now, booked_on), dates(middle - DAY, middle + DAY, zone))
