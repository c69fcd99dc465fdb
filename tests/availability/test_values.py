"""Values that make no sense are refused where they are made, by the name of the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

import pytest

from terminbuch.availability import (
    Candidate,
    Requirement,
    ResourceFacts,
    Schedule,
    Span,
    Window,
    explain,
    slot_at,
)

from .days import BERLIN, ask, at, hours, minutes, one, rules, span

ONE = ResourceFacts(1, ())


def requirement(key: int = 1, **given: Any) -> Requirement:
    return Requirement((Candidate(key),), **given)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: rules(0), "duration: must be whole minutes, at least 1"),
        (lambda: rules(-5), "duration"),
        (lambda: rules(60, step=-1), "step"),
        (lambda: rules(60, buffer_before=-1), "buffer_before"),
        (lambda: rules(60, buffer_after=-1), "buffer_after"),
        (lambda: rules(60, notice=-1), "notice"),
        (lambda: rules(60, capacity=0), "capacity: must be at least 1"),
        (lambda: rules(60, horizon_days=-1), "horizon_days"),
        (lambda: rules(60, max_per_day=-1), "max_per_day"),
        (lambda: Candidate(1, duration=timedelta(seconds=90)), "duration: must be whole minutes"),
        (lambda: Candidate(1, buffer_before=minutes(-1)), "buffer_before"),
        (lambda: Candidate(1, buffer_after=minutes(-1)), "buffer_after"),
        (lambda: requirement(begins=minutes(-1)), "begins"),
        (
            lambda: requirement(begins=minutes(10), ends=minutes(10)),
            "ends: must be whole minutes, at least 11",
        ),
        (lambda: Window(time(9, 0, 1), time(10)), "opens"),
        (lambda: Window(time(9), time(10, tzinfo=UTC)), "closes"),
        (lambda: Schedule(BERLIN, {7: ()}), "weekly"),
        (lambda: Span(datetime(2026, 1, 12), at("2026-01-12T09:00Z")), "a moment must be aware"),
        (lambda: span("2026-01-12T09:00Z/08:59Z"), "the end must not lie before the start"),
        (lambda: ask(ONE, rules=rules(), now="2026-01-12T09:00"), "a moment must be aware"),
        (
            lambda: ask(ONE, rules=rules(), requirements=(requirement(2),)),
            "the facts of a candidate are missing",
        ),
        (
            lambda: ask(ONE, rules=rules(), requirements=(Requirement((Candidate(1), Candidate(1))),)),
            "stands twice among the candidates",
        ),
        (
            lambda: ask(ONE, rules=rules(60), requirements=(requirement(begins=minutes(60)),)),
            "begins after the service has ended",
        ),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(make: Callable[[], object], message: str):
    with pytest.raises(ValueError, match=message):
        make()


def test_an_empty_span_overlaps_nothing():
    empty = Span(at("2026-01-12T09:30Z"), at("2026-01-12T09:30Z"))

    assert not empty.overlaps(span("2026-01-12T09:00Z/10:00Z"))
    assert (empty.is_empty, empty.first_minute) == (True, empty.last_minute)


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("2026-01-12T09:00:00Z", "2026-01-12T10:00:00Z", 60),
        ("2026-01-12T09:00:59Z", "2026-01-12T10:00:00Z", 60),
        ("2026-01-12T09:00:00Z", "2026-01-12T10:00:01Z", 61),
        ("2026-01-12T09:00:00Z", "2026-01-12T09:00:00.000001Z", 1),
        ("2026-01-12T10:00:00+01:00", "2026-01-12T10:00:00Z", 60),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:10:00Z", 10),  # before the calendar begins
        ("9999-12-31T23:50:00Z", "9999-12-31T23:30:30-12:00", 10),
    ],
)
def test_a_span_touches_whole_minutes(start: str, end: str, length: int):
    touched = Span(at(start), at(end))

    assert touched.last_minute - touched.first_minute == length


def test_the_first_minute_is_the_same_in_every_zone():
    odd = timezone(timedelta(hours=1, seconds=20))
    moment = at("2026-01-12T09:00:30Z")

    assert (
        Span(moment.astimezone(odd), moment.astimezone(odd)).first_minute == Span(moment, moment).first_minute
    )


def test_spans_in_the_same_zone_are_compared_as_moments_and_not_by_the_wall():
    before, after = at("2026-10-25T00:50Z").astimezone(BERLIN), at("2026-10-25T01:10Z").astimezone(BERLIN)

    twenty_minutes = Span(before, after)

    assert twenty_minutes == span("2026-10-25T00:50Z/01:10Z")
    assert twenty_minutes.last_minute - twenty_minutes.first_minute == 20


def test_notice_from_a_now_in_the_visitors_zone_is_elapsed_time():
    now = at("2026-10-24T23:30Z").astimezone(BERLIN)
    start = at("2026-10-25T01:30Z").astimezone(BERLIN)
    asked = replace(one(hours("00:00-05:00"), rules=rules(30, notice=120)), now=now)

    assert slot_at(asked, start) is not None
    assert explain(asked, start) is None


def test_slots_are_equal_by_start_and_resources():
    nine = at("2026-01-12T08:00Z")
    question, other = one(hours("09:00-10:00"), rules=rules()), one(hours("09:00-11:00"), rules=rules())

    slot = slot_at(question, nine)

    assert slot == slot_at(other, nine)
    assert slot != slot_at(other, at("2026-01-12T09:00Z"))
    assert slot != nine
    assert {slot, slot_at(other, nine)} == {slot}
    assert repr(slot) == "Slot(2026-01-12T08:00:00+00:00, (frozenset({1}),))"
