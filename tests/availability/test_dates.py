"""W9: a question asks for local dates of the visitor's zone, both included."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from terminbuch.availability import dates

from .days import at, hours, one, rules, wall_starts


@pytest.mark.parametrize(
    ("zone", "first", "last", "start", "end"),
    [
        ("Europe/Berlin", "2026-01-12", "2026-01-12", "2026-01-11T23:00Z", "2026-01-12T23:00Z"),
        ("Europe/Berlin", "2026-03-29", "2026-03-29", "2026-03-28T23:00Z", "2026-03-29T22:00Z"),
        ("Europe/Berlin", "2026-10-25", "2026-10-26", "2026-10-24T22:00Z", "2026-10-26T23:00Z"),
        ("Asia/Kathmandu", "2026-01-12", "2026-01-12", "2026-01-11T18:15Z", "2026-01-12T18:15Z"),
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-04", "2026-10-03T13:30Z", "2026-10-04T13:00Z"),
        ("Pacific/Apia", "2011-12-29", "2011-12-29", "2011-12-29T10:00Z", "2011-12-30T10:00Z"),
        ("Pacific/Apia", "2011-12-30", "2011-12-30", "2011-12-30T10:00Z", "2011-12-30T10:00Z"),
        ("Pacific/Apia", "2011-12-29", "2011-12-31", "2011-12-29T10:00Z", "2011-12-31T10:00Z"),
        ("Asia/Tehran", "2022-03-22", "2022-03-22", "2022-03-21T20:30Z", "2022-03-22T19:30Z"),
        ("America/Havana", "2026-11-01", "2026-11-01", "2026-11-01T04:00Z", "2026-11-02T05:00Z"),
        ("America/Toronto", "1919-03-31", "1919-03-31", "1919-03-31T04:30Z", "1919-04-01T04:00Z"),
    ],
)
def test_a_date_lasts_from_its_first_moment_to_that_of_the_next(
    zone: str, first: str, last: str, start: str, end: str
):
    asked = dates(date.fromisoformat(first), date.fromisoformat(last), ZoneInfo(zone))

    assert (asked.start, asked.end) == (at(start), at(end))


def test_dates_in_the_wrong_order_are_refused():
    with pytest.raises(ValueError, match="the last lies before the first"):
        dates(date(2026, 1, 13), date(2026, 1, 12), ZoneInfo("Europe/Berlin"))


def test_a_visitor_from_afar_sees_his_own_day():
    question = one(hours("00:00-24:00"), rules=rules(360))

    found = wall_starts(question, "2026-01-12", zone=ZoneInfo("America/New_York"))

    assert found == ["00:00-05:00", "06:00-05:00", "12:00-05:00", "18:00-05:00"]
