"""Posted hours as spans, as people see them on a calendar."""

from __future__ import annotations

from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from terminbuch.availability import Schedule, Window, open_spans

from .days import hours, span, window

UTC_DAY = span("2026-01-12T00:00Z/23:59Z")


def test_windows_that_touch_or_overlap_are_one_span():
    posted = hours("09:00-12:00", "11:00-13:00", "13:00-14:00", "15:00-16:00")

    assert open_spans([posted], UTC_DAY) == (
        span("2026-01-12T08:00Z/13:00Z"),
        span("2026-01-12T14:00Z/15:00Z"),
    )


def test_schedules_of_two_zones_count_together():
    here, there = hours("09:00-10:00"), hours("09:00-10:00", zone=ZoneInfo("Europe/London"))

    assert open_spans([here, there], UTC_DAY) == (span("2026-01-12T08:00Z/10:00Z"),)


def test_a_span_is_cut_where_the_question_ends():
    assert open_spans([hours("22:00-06:00")], span("2026-01-12T00:00Z/2026-01-12T22:00Z")) == (
        span("2026-01-12T00:00Z/05:00Z"),
        span("2026-01-12T21:00Z/22:00Z"),
    )


def test_an_exception_closes_its_date():
    assert open_spans([hours("09:00-10:00", exceptions={"2026-01-12": ""})], UTC_DAY) == ()


def test_nobody_is_open_without_a_schedule():
    assert open_spans([], UTC_DAY) == ()


CLOCKS = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
WINDOWS = st.lists(st.tuples(CLOCKS, CLOCKS).map(lambda pair: window("-".join(pair))), max_size=4)


@given(WINDOWS)
def test_spans_are_in_order_and_apart(windows: list[Window]):
    schedule = Schedule(ZoneInfo("UTC"), dict.fromkeys(range(7), tuple(windows)))

    found = open_spans([schedule], UTC_DAY)

    assert all(one.end < other.start for one, other in pairwise(found))
    assert all(UTC_DAY.start <= one.start < one.end <= UTC_DAY.end for one in found)
