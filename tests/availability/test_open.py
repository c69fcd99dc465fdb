"""W1: a minute is open when the clock on the wall reads a time inside a posted window."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from .days import clock_starts, hours, one, rules, wall_starts

NEW_YORK = ZoneInfo("America/New_York")
LONDON = ZoneInfo("Europe/London")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
CASABLANCA = ZoneInfo("Africa/Casablanca")
APIA = ZoneInfo("Pacific/Apia")
TEHRAN = ZoneInfo("Asia/Tehran")
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("zone", "day", "posted", "starts"),
    [
        (BERLIN, "2026-01-12", "09:00-12:00", ["09:00+01:00", "10:00+01:00", "11:00+01:00"]),
        (BERLIN, "2026-07-13", "09:00-12:00", ["09:00+02:00", "10:00+02:00", "11:00+02:00"]),
        (LONDON, "2026-03-29", "00:00-04:00", ["00:00+00:00", "02:00+01:00", "03:00+01:00"]),
        (
            LONDON,
            "2026-10-25",
            "00:00-03:00",
            ["00:00+01:00", "01:00+01:00", "01:00+00:00", "02:00+00:00"],
        ),
        (NEW_YORK, "2026-03-08", "01:00-04:00", ["01:00-05:00", "03:00-04:00"]),
        (NEW_YORK, "2026-11-01", "01:00-03:00", ["01:00-04:00", "01:00-05:00", "02:00-05:00"]),
        (LORD_HOWE, "2026-10-04", "01:00-04:00", ["01:00+10:30", "02:30+11:00"]),
        (LORD_HOWE, "2026-04-05", "01:00-03:00", ["01:00+11:00", "01:30+10:30"]),
        (KATHMANDU, "2026-03-29", "09:00-11:00", ["09:00+05:45", "10:00+05:45"]),
        (CASABLANCA, "2026-02-15", "02:00-04:00", ["02:00+01:00", "02:00+00:00", "03:00+00:00"]),
        (CASABLANCA, "2026-03-22", "01:00-04:00", ["01:00+00:00", "03:00+01:00"]),
        (TEHRAN, "2022-03-22", "00:00-03:00", ["01:00+04:30", "02:00+04:30"]),
        (APIA, "2011-12-29", "22:00-24:00", ["22:00-10:00", "23:00-10:00"]),
        (APIA, "2011-12-30", "09:00-12:00", []),
        (APIA, "2011-12-31", "09:00-11:00", ["09:00+14:00", "10:00+14:00"]),
    ],
)
def test_opening_hours_are_read_off_the_wall(zone: ZoneInfo, day: str, posted: str, starts: list[str]):
    question = one(hours(posted, zone=zone), rules=rules(60, zone=zone))

    assert wall_starts(question, day) == starts


def test_a_window_that_starts_in_the_gap_opens_when_the_clock_jumps():
    question = one(hours("02:30-05:00"), rules=rules(30))

    assert wall_starts(question, "2026-03-29") == ["03:00+02:00", "03:30+02:00", "04:00+02:00", "04:30+02:00"]


def test_a_window_inside_the_gap_never_opens():
    question = one(hours("02:15-02:45"), rules=rules(15))

    assert wall_starts(question, "2026-03-29") == []
    assert wall_starts(question, "2026-03-30") == ["02:15+02:00", "02:30+02:00"]


def test_a_repeated_window_is_open_in_both_passes():
    question = one(hours("02:15-02:45"), rules=rules(15))

    assert wall_starts(question, "2026-10-25") == ["02:15+02:00", "02:30+02:00", "02:15+01:00", "02:30+01:00"]


def test_a_night_over_the_skipped_day_goes_on_after_it():
    question = one(hours("22:00-04:00", zone=APIA), rules=rules(120, zone=APIA))

    found = wall_starts(question, "2011-12-29", "2011-12-31")

    # The night of the 29th ends on the 30th, which never was; that of the 30th goes on on the 31st.
    assert found == ["00:00-10:00", "02:00-10:00", "22:00-10:00", "00:00+14:00", "02:00+14:00", "22:00+14:00"]


@pytest.mark.parametrize("closes", ["24:00", "00:00"])
def test_midnight_as_closing_time_is_the_end_of_the_day(closes: str):
    question = one(hours(f"22:00-{closes}", days=[0]), rules=rules(60))

    assert clock_starts(question, "2026-01-12", "2026-01-13") == ["22:00", "23:00"]


def test_a_window_that_ends_where_it_starts_lasts_a_day():
    question = one(hours("09:00-09:00", days=[0]), rules=rules(360))

    assert clock_starts(question, "2026-01-12", "2026-01-14") == ["09:00", "15:00", "21:00", "03:00"]


def test_a_resource_without_hours_is_never_open():
    assert clock_starts(one(hours(), rules=rules()), "2026-01-12", "2026-01-18") == []


def test_only_the_posted_weekdays_are_open():
    weekdays = [
        day
        for day in range(12, 19)
        if clock_starts(one(hours("09:00-10:00", days=[0, 4]), rules=rules()), f"2026-01-{day}")
    ]

    assert [date(2026, 1, day).strftime("%a") for day in weekdays] == ["Mon", "Fri"]
