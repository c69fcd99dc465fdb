"""W2: the grid of a posted window starts at its first open minute and goes on in elapsed minutes."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from terminbuch.availability import Candidate, Requirement, ResourceFacts, Schedule, slot_at, starts

from .days import ask, at, busy, clock_starts, hours, minutes, one, rules, wall_starts

MONDAY = "2026-01-12"
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


def test_the_grid_starts_at_opening_and_ends_where_the_service_still_fits():
    question = one(hours("09:10-11:00"), rules=rules(30, step=20))

    assert clock_starts(question, MONDAY) == ["09:10", "09:30", "09:50", "10:10", "10:30"]


def test_busy_times_do_not_move_the_grid():
    question = one(hours("09:00-12:00"), busy("2026-01-12T08:10Z/08:50Z"), rules=rules(30))

    assert clock_starts(question, MONDAY) == ["10:00", "10:30", "11:00", "11:30"]


def test_touching_windows_keep_their_own_grids():
    question = one(hours("09:00-10:10", "10:10-11:10"), rules=rules(20, step=30))

    assert clock_starts(question, MONDAY) == ["09:00", "09:30", "10:00", "10:10", "10:40"]


def test_overlapping_windows_are_merged_before_the_grid():
    question = one(hours("09:00-10:10", "10:00-11:10"), rules=rules(20, step=30))

    assert clock_starts(question, MONDAY) == ["09:00", "09:30", "10:00", "10:30"]


def test_a_night_is_merged_with_the_morning_that_it_overlaps():
    schedule = Schedule(
        hours().zone,
        {6: hours("22:10-06:00").weekly[0], 0: hours("05:00-08:00").weekly[0]},
    )

    assert clock_starts(one(schedule, rules=rules(30, step=60)), MONDAY) == [
        *("00:10", "01:10", "02:10", "03:10", "04:10", "05:10", "06:10", "07:10"),
    ]


def test_windows_of_two_schedules_are_merged_like_those_of_one():
    facts = ResourceFacts(1, (hours("09:00-10:10"), hours("10:00-11:10")))

    assert clock_starts(ask(facts, rules=rules(20, step=30)), MONDAY) == ["09:00", "09:30", "10:00", "10:30"]


def test_schedules_in_different_zones_keep_their_own_grids():
    london = hours("09:00-10:00", zone=ZoneInfo("Europe/London"))
    facts = ResourceFacts(1, (hours("09:10-10:10"), london))

    assert clock_starts(ask(facts, rules=rules(30)), MONDAY) == ["09:10", "09:40", "10:00", "10:30"]


def test_the_grid_counts_elapsed_minutes_over_the_repeated_hour():
    question = one(hours("00:00-05:00"), rules=rules(30, step=90))

    assert wall_starts(question, "2026-10-25") == ["00:00+02:00", "01:30+02:00", "02:00+01:00", "03:30+01:00"]


def test_the_grid_counts_elapsed_minutes_over_half_an_hour_twice():
    question = one(hours("00:00-04:00", zone=LORD_HOWE), rules=rules(30, step=60, zone=LORD_HOWE))

    assert wall_starts(question, "2026-04-05") == [
        *("00:00+11:00", "01:00+11:00", "01:30+10:30", "02:30+10:30", "03:30+10:30"),
    ]


def test_the_second_pass_of_a_window_is_on_the_grid_of_the_first():
    question = one(hours("02:15-02:50"), rules=rules(5, step=25))

    assert wall_starts(question, "2026-10-25") == ["02:15+02:00", "02:40+02:00", "02:30+01:00"]


def test_a_grid_that_began_long_before_the_question_is_kept_up():
    exceptions = {f"2026-01-{day:02}": "00:00-00:07" for day in range(2, 31)}
    question = one(hours("12:00-12:30", exceptions=exceptions), rules=rules(60, step=60))
    day_by_day = [start for day in range(2, 31) for start in clock_starts(question, f"2026-01-{day:02}")]

    assert day_by_day == clock_starts(question, "2026-01-02", "2026-01-30")


def test_hours_without_end_have_one_grid_that_begins_anew_with_the_year():
    question = one(hours("00:00-12:10", "12:00-00:10"), rules=rules(30, step=420))
    every = starts(question, first=at("2024-12-01T00:00Z"), until=at("2026-02-01T00:00Z"))

    assert at("2024-12-31T23:00Z") in every
    assert at("2025-12-31T23:00Z") in every
    assert starts(question, first=at("2026-01-20T00:00Z"), until=at("2026-02-01T00:00Z")) == [
        start for start in every if start >= at("2026-01-20T00:00Z")
    ]
    assert [
        start for start in every if start >= at("2026-01-20T00:00Z") and not slot_at(question, start)
    ] == []


def test_the_grid_of_the_first_resources_counts_where_others_join_in_later():
    """Whoever joins in after ten minutes must be open then, but posts no starts of its own."""
    stylist = ResourceFacts(1, (hours("09:00-11:00"),))
    assistant = ResourceFacts(2, (hours("09:05-11:00"),))
    parts = (
        Requirement((Candidate(1),)),
        Requirement((Candidate(2),), begins=minutes(10)),
    )

    question = ask(stylist, assistant, rules=rules(60), requirements=parts)

    assert clock_starts(question, MONDAY) == ["09:00", "10:00"]
