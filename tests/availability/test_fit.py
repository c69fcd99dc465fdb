"""W3: every minute of the service is open, so a slot ends by closing time."""

from __future__ import annotations

from .days import clock_starts, hours, one, rules, wall_starts

MONDAY = "2026-01-12"


def test_the_last_slot_ends_at_closing_time():
    assert clock_starts(one(hours("09:00-11:00"), rules=rules(45, step=15)), MONDAY) == [
        *("09:00", "09:15", "09:30", "09:45", "10:00", "10:15"),
    ]


def test_a_service_may_run_over_windows_that_touch():
    assert clock_starts(one(hours("09:00-10:00", "10:00-11:00"), rules=rules(90, step=30)), MONDAY) == [
        "09:00",
        "09:30",
    ]


def test_a_service_may_not_run_over_a_break_of_a_minute():
    assert clock_starts(one(hours("09:00-10:00", "10:01-11:00"), rules=rules(90, step=30)), MONDAY) == []


def test_a_service_may_run_past_midnight_when_the_night_is_open():
    question = one(hours("22:00-02:00", days=[0]), rules=rules(120))

    assert clock_starts(question, MONDAY, "2026-01-13") == ["22:00", "00:00"]


def test_a_service_over_the_gap_takes_its_elapsed_minutes():
    question = one(hours("00:00-04:00"), rules=rules(180, step=60))

    assert wall_starts(question, "2026-03-29") == ["00:00+01:00"]


def test_a_service_may_be_longer_than_a_day():
    assert clock_starts(one(hours("00:00-24:00", days=[0, 1]), rules=rules(1500, step=180)), MONDAY) == [
        *("00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"),
    ]
