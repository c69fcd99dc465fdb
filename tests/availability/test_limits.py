"""W7 (notice), W8 (horizon) and the limit of bookings per day."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .days import clock_starts, hours, one, rules, wall_starts

MONDAY = "2026-01-12"
ALL_DAY = hours("00:00-24:00")


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-01-12T06:00:00Z", "09:00"),  # equality is allowed
        ("2026-01-12T06:00:01Z", "10:00"),
        ("2026-01-12T06:00:00.000001Z", "10:00"),
        ("2026-01-12T07:00:00+01:00", "09:00"),
        ("2026-01-12T05:59:59Z", "09:00"),
    ],
)
def test_a_start_is_on_offer_from_exactly_the_notice_on(now: str, first: str):
    assert clock_starts(one(hours("09:00-12:00"), rules=rules(60, notice=120), now=now), MONDAY)[0] == first


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("2026-03-28T23:30Z", "03:30+02:00"),
        ("2026-10-24T22:30Z", "02:30+02:00"),
        ("2026-10-24T23:30Z", "02:30+01:00"),
    ],
)
def test_notice_is_elapsed_time_over_clock_changes(now: str, first: str):
    question = one(ALL_DAY, rules=rules(30, notice=120), now=now)
    day = "2026-03-29" if "03" in now[5:7] else "2026-10-25"

    assert wall_starts(question, day)[0] == first


def test_nothing_that_has_passed_is_on_offer_even_without_notice():
    assert clock_starts(one(hours("09:00-12:00"), rules=rules(60), now="2026-01-12T09:30Z"), MONDAY) == [
        "11:00"
    ]


@pytest.mark.parametrize(
    ("limits", "last"),
    [
        ({"horizon_days": 0}, 12),
        ({"horizon_days": 3}, 15),
        ({"until_date": date(2026, 1, 14)}, 14),
        ({"horizon_days": 3, "until_date": date(2026, 1, 14)}, 14),
        ({"horizon_days": 1, "until_date": date(2026, 1, 14)}, 13),
        ({}, 20),
    ],
)
def test_the_last_day_of_the_horizon_is_a_whole_day(limits: dict[str, Any], last: int):
    question = one(hours("22:00-24:00"), rules=rules(60, **limits), now="2026-01-12T12:00Z")
    days = [day for day in range(12, 21) if clock_starts(question, f"2026-01-{day}") == ["22:00", "23:00"]]

    assert days == list(range(12, last + 1))


def test_the_horizon_counts_from_the_date_at_the_location():
    """In Kathmandu it is the 13th already when it is still the 12th in UTC."""
    zone = ZoneInfo("Asia/Kathmandu")
    question = one(
        hours("09:00-10:00", zone=zone), rules=rules(60, zone=zone, horizon_days=1), now="2026-01-12T19:00Z"
    )

    assert clock_starts(question, "2026-01-13", "2026-01-20") == ["09:00", "09:00"]


def test_the_horizon_counts_dates_and_not_hours_over_a_clock_change():
    question = one(hours("23:00-24:00"), rules=rules(60, horizon_days=1), now="2026-10-24T22:30Z")

    assert wall_starts(question, "2026-10-25", "2026-10-28") == ["23:00+01:00", "23:00+01:00"]


def test_both_passes_of_the_last_hour_before_midnight_belong_to_the_last_day():
    """In St John's the clocks went back from a minute past midnight: 23:01 came twice."""
    zone = ZoneInfo("America/St_Johns")
    question = one(
        hours("23:00-24:00", zone=zone), rules=rules(15, step=30, zone=zone, until_date=date(2006, 10, 28))
    )

    assert wall_starts(question, "2006-10-28", "2006-10-30") == [
        *("23:00-02:30", "23:30-02:30", "23:30-03:30"),
    ]


def test_a_day_that_has_all_its_bookings_is_not_on_offer():
    booked_on = {date(2026, 1, 12): 3, date(2026, 1, 13): 2}
    question = one(hours("09:00-10:00"), rules=rules(60, max_per_day=3), booked_on=booked_on)

    assert clock_starts(question, "2026-01-12") == []
    assert clock_starts(question, "2026-01-13") == ["09:00"]
    assert clock_starts(question, "2026-01-14") == ["09:00"]


def test_the_limit_per_day_goes_by_the_date_at_the_location():
    booked_on = {date(2026, 1, 12): 1}
    question = one(ALL_DAY, rules=rules(360, max_per_day=1), booked_on=booked_on)

    assert wall_starts(question, "2026-01-11", "2026-01-13")[3:5] == ["18:00+01:00", "00:00+01:00"]
    assert len(wall_starts(question, "2026-01-11", "2026-01-13")) == 8


def test_a_limit_of_no_bookings_offers_nothing():
    assert clock_starts(one(ALL_DAY, rules=rules(60, max_per_day=0)), MONDAY) == []
