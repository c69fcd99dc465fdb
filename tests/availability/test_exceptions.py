"""W10: an exception replaces the weekly hours of its date; a night belongs to the date it starts on."""

from __future__ import annotations

from terminbuch.availability import ResourceFacts

from .days import ask, clock_starts, hours, one, rules


def test_an_exception_replaces_the_hours_of_its_date_only():
    question = one(
        hours("09:00-11:00", exceptions={"2026-01-13": "14:00-15:00 17:00-18:00"}), rules=rules(60)
    )

    assert [clock_starts(question, f"2026-01-{day}") for day in (12, 13, 14)] == [
        ["09:00", "10:00"],
        ["14:00", "17:00"],
        ["09:00", "10:00"],
    ]


def test_an_empty_exception_closes_its_date():
    question = one(hours("09:00-11:00", exceptions={"2026-01-13": ""}), rules=rules(60))

    assert clock_starts(question, "2026-01-13") == []


def test_an_exception_opens_a_date_that_is_closed_every_week():
    question = one(hours("09:00-11:00", days=[0], exceptions={"2026-01-18": "09:00-10:00"}), rules=rules(60))

    assert clock_starts(question, "2026-01-18") == ["09:00"]


def test_closing_a_date_leaves_the_night_that_began_the_day_before():
    question = one(hours("22:00-02:00", exceptions={"2026-01-13": ""}), rules=rules(60))

    assert clock_starts(question, "2026-01-13") == ["00:00", "01:00"]
    assert clock_starts(question, "2026-01-14") == ["22:00", "23:00"]


def test_a_night_of_an_exception_goes_on_into_the_next_date():
    question = one(hours("09:00-10:00", exceptions={"2026-01-13": "23:00-01:00"}), rules=rules(60))

    assert clock_starts(question, "2026-01-13", "2026-01-14") == ["23:00", "00:00", "09:00"]


def test_an_exception_of_one_schedule_leaves_the_other_schedules():
    facts = ResourceFacts(1, (hours("09:00-10:00", exceptions={"2026-01-13": ""}), hours("15:00-16:00")))

    assert clock_starts(ask(facts, rules=rules(60)), "2026-01-13") == ["15:00"]
