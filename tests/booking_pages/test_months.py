"""The month as it is drawn, without database and pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from terminbuch.booking_pages.months import FARTHEST, Shown, days_shown, freedom, may_be_shown, months

TODAY = date(2026, 11, 23)


def shown(month: date, *, today: date = TODAY, until: date | None = None) -> Shown:
    return days_shown(month, today=today, until=until)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 11, 17), date(2026, 11, 30)),  # two weeks are left
        (date(2026, 11, 18), date(2026, 12, 31)),
        (date(2026, 11, 30), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_with_fewer_than_two_weeks_left_the_next_month_comes_along(today: date, last: date) -> None:
    days = shown(today, today=today)

    assert (days.first, days.last) == (today, last)


def test_the_way_forward_ends_with_what_can_be_booked() -> None:
    assert shown(TODAY, until=date(2026, 12, 31)).later is None
    assert shown(TODAY, until=date(2027, 1, 1)).later == date(2027, 1, 1)
    assert shown(TODAY).later == date(2027, 1, 1)
    assert shown(TODAY + FARTHEST).later is None


def test_the_way_back_ends_with_today() -> None:
    assert shown(TODAY).earlier is None
    assert shown(date(2026, 12, 1)).earlier == date(2026, 11, 1)
    assert shown(date(2027, 1, 1)).earlier == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("month", "is_possible"),
    [
        (date(2026, 10, 1), False),
        (date(2026, 11, 1), True),
        (TODAY + FARTHEST, True),
        (TODAY + FARTHEST + timedelta(days=1), False),
        (date.max, False),
        (date.min, False),
    ],
)
def test_nobody_looks_into_the_past_or_beyond_all_measure(month: date, is_possible: bool) -> None:
    assert may_be_shown(month, today=TODAY) is is_possible


@pytest.mark.parametrize(
    ("starts", "free"), [(0, ""), (1, "few"), (2, "few"), (3, "some"), (5, "some"), (6, "many")]
)
def test_how_free_a_day_is(starts: int, free: str) -> None:
    assert freedom(starts) == free


def test_weeks_run_from_monday_to_sunday_without_the_past() -> None:
    days = shown(TODAY)

    november, december = months(
        days,
        counts={date(2026, 11, 25): 4},
        today=TODAY,
        chosen=date(2026, 11, 25),
        address=date.isoformat,
        label=lambda day, free: f"{day:%d}, {free}",
    )

    assert (november.first, december.first) == (date(2026, 11, 1), date(2026, 12, 1))
    assert [[day.date.day if day else None for day in week] for week in november.weeks] == [
        [23, 24, 25, 26, 27, 28, 29],
        [30, None, None, None, None, None, None],
    ]
    assert [day.date.day if day else None for day in december.weeks[0]] == [None, 1, 2, 3, 4, 5, 6]
    monday, _tuesday, wednesday, *_rest = november.weeks[0]
    assert monday
    assert wednesday
    assert (monday.is_today, monday.free, monday.address) == (True, "", "")
    assert (wednesday.is_chosen, wednesday.free) == (True, "some")
    assert (wednesday.address, wednesday.label) == ("2026-11-25", "25, some")
