"""W4: the gap between two bookings is at least the first one's after plus the second one's before."""

from __future__ import annotations

import pytest

from .days import busy, clock_starts, hours, one, rules

MONDAY = "2026-01-12"
NINE_TO_ONE = hours("09:00-13:00")


@pytest.mark.parametrize(
    ("before", "after", "starts"),
    [
        (0, 0, ["09:00", "09:30", "11:00", "11:30", "12:00"]),
        (0, 30, ["09:00", "11:00", "11:30", "12:00"]),
        (0, 29, ["09:00", "11:00", "11:30", "12:00"]),
        (30, 0, ["09:00", "09:30", "11:30", "12:00"]),
        (30, 30, ["09:00", "11:30", "12:00"]),
        (31, 0, ["09:00", "09:30", "12:00"]),
        (61, 0, ["09:00", "09:30"]),
    ],
)
def test_a_slots_buffers_stay_clear_of_what_is_taken(before: int, after: int, starts: list[str]):
    question = one(
        NINE_TO_ONE,
        busy("2026-01-12T09:30Z/10:00Z"),
        rules=rules(60, step=30, buffer_before=before, buffer_after=after),
    )

    assert clock_starts(question, MONDAY) == starts


@pytest.mark.parametrize("kind", ["booking", "hold", "absence", "external"])
def test_buffers_count_against_whatever_takes_the_time(kind: str):
    question = one(
        NINE_TO_ONE,
        busy("2026-01-12T10:00Z/10:30Z", kind),
        rules=rules(30, buffer_before=10, buffer_after=10),
    )

    assert clock_starts(question, MONDAY) == ["09:00", "09:30", "10:00", "12:00", "12:30"]


def test_touching_is_not_overlapping():
    question = one(NINE_TO_ONE, busy("2026-01-12T08:40Z/10:20Z"), rules=rules(40, step=20, buffer_before=20))

    # From 9:40 to 11:20 is taken, the slot at 11:40 blocks from 11:20 on.
    assert clock_starts(question, MONDAY) == ["09:00", "11:40", "12:00", "12:20"]


def test_buffers_may_lie_outside_opening_hours():
    question = one(hours("09:00-10:00"), rules=rules(60, buffer_before=45, buffer_after=45))

    assert clock_starts(question, MONDAY) == ["09:00"]


def test_a_buffer_outside_opening_hours_still_meets_what_is_taken_there():
    question = one(hours("09:00-10:00"), busy("2026-01-12T07:00Z/07:30Z"), rules=rules(60, buffer_before=45))

    assert clock_starts(question, MONDAY) == []


def test_a_buffer_may_reach_into_the_day_before():
    question = one(hours("00:00-02:00"), busy("2026-01-11T22:40Z/22:50Z"), rules=rules(60, buffer_before=15))

    assert clock_starts(question, MONDAY) == ["01:00"]


@pytest.mark.parametrize(
    ("taken", "starts"),
    [
        ("2026-01-12T08:00Z/09:00Z", ["10:00"]),
        ("2026-01-12T08:30Z/08:31Z", ["10:00"]),  # in the middle of a slot
        ("2026-01-12T07:00Z/10:30Z", []),  # around the whole slot
        ("2026-01-11T20:00Z/2026-01-12T08:01Z", ["10:00"]),  # began the day before
        ("2026-01-12T08:59:59Z/09:00Z", ["10:00"]),  # the last second
        ("2026-01-12T09:00Z/09:00:01Z", ["09:00"]),  # the first second of the next slot
        ("2026-01-12T10:00Z/11:00Z", ["09:00", "10:00"]),
    ],
)
def test_any_overlap_blocks_and_not_only_an_equal_start(taken: str, starts: list[str]):
    assert clock_starts(one(hours("09:00-11:00"), busy(taken), rules=rules(60)), MONDAY) == starts
