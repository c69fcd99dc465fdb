"""Years 1 to 9999: whatever is asked, nothing overflows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from terminbuch.availability import Question, dates, explain, slot_at, slots, starts

from .days import at, busy, hours, minutes, one, rules

FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
KIRITIMATI, NIUE = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Niue")


def question(zone: ZoneInfo, **given: Any) -> Question:
    rule = rules(60, zone=zone, buffer_before=1440, buffer_after=1440, **given)
    return one(hours("00:00-24:00", zone=zone), rules=rule, now="0001-01-01T00:00Z")


@pytest.mark.parametrize("zone", [KIRITIMATI, NIUE])
@pytest.mark.parametrize("day", [date.min, date(1, 1, 3), date(9999, 12, 29), date.max])
def test_the_first_and_the_last_days_can_be_asked(zone: ZoneInfo, day: date):
    asked = dates(day, day, zone)

    found = slots(question(zone), first=asked.start, until=asked.end)

    assert all(asked.start <= slot.start < asked.end for slot in found)
    assert all(slot_at(question(zone), slot.start) == slot for slot in found)


def test_the_third_day_of_the_calendar_is_a_whole_day():
    asked = dates(date(1, 1, 3), date(1, 1, 3), ZoneInfo("UTC"))

    assert len(starts(question(ZoneInfo("UTC")), first=asked.start, until=asked.end)) == 24


@pytest.mark.parametrize("start", [FIRST, LAST, FIRST + timedelta(days=1), at("9999-12-31T23:30-05:00")])
def test_single_starts_at_the_ends_are_answered(start: datetime):
    limited = question(NIUE, notice=10**9, horizon_days=10**6, until_date=date.max)

    assert slot_at(limited, start) is None
    assert explain(limited, start) is not None


def test_ten_thousand_years_are_asked_at_once_where_the_horizon_is_near():
    near = question(KIRITIMATI, horizon_days=3)

    found = starts(near, first=FIRST, until=LAST)

    assert found[0] >= FIRST
    assert found[-1] < at("0001-01-06T00:00Z")


def test_what_is_taken_may_last_for_ever():
    for_ever = busy("0001-01-01T00:00Z/9999-12-31T23:59Z", "absence")
    closed = one(hours("09:00-10:00"), for_ever, rules=rules(60, buffer_before=10))
    asked = dates(date(2026, 1, 12), date(2026, 1, 18), ZoneInfo("Europe/Berlin"))

    assert starts(closed, first=asked.start, until=asked.end) == []


def test_a_notice_beyond_the_calendar_offers_nothing():
    far = one(hours("09:00-10:00"), rules=rules(60, notice=10**10), now="2026-01-01T00:00Z")

    assert starts(far, first=at("2026-01-01T00:00Z"), until=LAST) == []
    assert minutes(10**10) > LAST - at("2026-01-01T00:00Z")
