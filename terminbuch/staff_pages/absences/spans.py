"""What a form says about how long, as instants: whole days, or hours by the wall clock of the location."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

A_DAY = timedelta(days=1)
# What nobody plans, and what would fall off the calendar's ends.
PAST_DAYS, AHEAD_DAYS = 366, 5 * 366
TODAY, TOMORROW, OPEN, RANGE = "today", "tomorrow", "open", "range"


@dataclass(frozen=True, slots=True)
class Span:
    """``ends_at`` None: until further notice."""

    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Typed:
    """Dates are whole days, ``until`` included, unless a time stands beside them. No ``until``: no end."""

    since: date
    since_time: time | None = None
    until: date | None = None
    until_time: time | None = None

    def span(self, zone: ZoneInfo) -> Span:
        starts_at = instant(self.since, self.since_time or time(), zone)
        if self.until is None:
            return Span(starts_at, None)
        if self.until_time is None:
            return Span(starts_at, instant(self.until + A_DAY, time(), zone))
        return Span(starts_at, instant(self.until, self.until_time, zone))


def chosen(choice: str, today: date) -> Typed:
    """What the presses "today", "until tomorrow" and "until further notice" mean."""
    return Typed(today, until={TODAY: today, TOMORROW: today + A_DAY}.get(choice))


def typed(span: Span, zone: ZoneInfo) -> Typed:
    """As a form shows what is stored: midnights as whole days."""
    since, since_time = _wall(span.starts_at, zone)
    if span.ends_at is None:
        return Typed(since, since_time)
    until, until_time = _wall(span.ends_at, zone)
    return Typed(since, since_time, until if until_time else until - A_DAY, until_time)


def is_whole_days(span: Span, zone: ZoneInfo) -> bool:
    shown = typed(span, zone)
    return shown.since_time is None and shown.until_time is None


def is_planned(day: date, today: date) -> bool:
    """Whether a date is near enough to be meant."""
    return today - timedelta(days=PAST_DAYS) <= day <= today + timedelta(days=AHEAD_DAYS)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The earlier of two such moments where clocks go back; a skipped time is read as before the jump."""
    return datetime.combine(day, clock.replace(fold=0), zone).astimezone(UTC)


def _wall(moment: datetime, zone: ZoneInfo) -> tuple[date, time | None]:
    wall = moment.astimezone(zone)
    clock = wall.time().replace(fold=0)
    return wall.date(), None if clock == time() else clock
