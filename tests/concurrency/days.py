"""Days to book on: the servers live by the real clock, so these lie ahead of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tests.builders import BERLIN


def on_day(number: int, hour: int, minute: int = 0) -> datetime:
    """A moment of a coming week by Berlin's clocks, in UTC, at least a week ahead; day 0 is a Monday."""
    day = _coming_monday() + timedelta(days=number)
    return datetime.combine(day, time(hour, minute), BERLIN).astimezone(UTC)


def _coming_monday() -> date:
    in_a_week = datetime.now(BERLIN).date() + timedelta(days=7)
    return in_a_week + timedelta(days=-in_a_week.weekday() % 7)
