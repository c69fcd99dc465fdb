"""When the businesses of the bazaar can be booked: quarters of an hour, counted from the first day on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

A_DAY, QUARTER, HORIZON_DAYS = timedelta(days=1), timedelta(minutes=15), 200
OPENS, CLOSES = time(6), time(22)
STARTS_A_DAY = 16 * 4


def first_day() -> date:
    """Three days on, so that the reminder still lies ahead."""
    return datetime.now(UTC).date() + 3 * A_DAY


def start_of(number: int) -> datetime:
    day, quarter = divmod(number, STARTS_A_DAY)
    return datetime.combine(first_day() + day * A_DAY, OPENS, UTC) + quarter * QUARTER


def starts() -> int:
    """How many quarters of an hour can be booked."""
    return (HORIZON_DAYS - 5) * STARTS_A_DAY
