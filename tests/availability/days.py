"""Named days and short ways to write instants, hours and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.availability import (
    Candidate,
    Question,
    Requirement,
    ResourceFacts,
    Rules,
    Schedule,
    Span,
    Taken,
    Window,
    dates,
    starts,
)

BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = range(7)

# Three local days around each: the middle one has the clock change, the gap or the oddity.
CLOCK_CHANGES = {
    "Berlin forward": ("Europe/Berlin", date(2026, 3, 29)),
    "Berlin back": ("Europe/Berlin", date(2026, 10, 25)),
    "New York forward": ("America/New_York", date(2026, 3, 8)),
    "New York back": ("America/New_York", date(2026, 11, 1)),
    "London forward": ("Europe/London", date(2026, 3, 29)),
    "London back": ("Europe/London", date(2026, 10, 25)),
    "Lord Howe, half an hour forward": ("Australia/Lord_Howe", date(2026, 10, 4)),
    "Lord Howe, half an hour back": ("Australia/Lord_Howe", date(2026, 4, 5)),
    "Kathmandu, a quarter off the hour": ("Asia/Kathmandu", date(2026, 3, 29)),
    "Kathmandu, a quarter forward": ("Asia/Kathmandu", date(1986, 1, 1)),
    "Casablanca, back for Ramadan": ("Africa/Casablanca", date(2026, 2, 15)),
    "Casablanca, forward after Ramadan": ("Africa/Casablanca", date(2026, 3, 22)),
    "Apia, the day that was skipped": ("Pacific/Apia", date(2011, 12, 30)),
    "Tehran, midnight skipped": ("Asia/Tehran", date(2022, 3, 22)),
    "Tehran, an hour before midnight twice": ("Asia/Tehran", date(2021, 9, 21)),
    "Havana, midnight twice": ("America/Havana", date(2026, 11, 1)),
    "St John's, a minute past midnight": ("America/St_Johns", date(2006, 10, 29)),
    "Toronto, over midnight": ("America/Toronto", date(1919, 3, 31)),
}


def at(text: str) -> datetime:
    """An instant, as 2026-01-12T09:00Z."""
    return datetime.fromisoformat(text)


def span(text: str) -> Span:
    """A span, as 2026-01-12T09:00Z/10:00Z; an end without a date is on the day of the start."""
    start, end = text.split("/")
    return Span(at(start), at(end if "T" in end else f"{start[:10]}T{end}"))


def window(text: str) -> Window:
    """A window, as 09:00-17:00."""
    opens, closes = text.split("-")
    return Window(time.fromisoformat(opens), time(0) if closes == "24:00" else time.fromisoformat(closes))


def hours(
    *windows: str,
    days: Sequence[int] = EVERY_DAY,
    zone: ZoneInfo = BERLIN,
    exceptions: Mapping[str, str] | None = None,
) -> Schedule:
    """The same windows on the given weekdays; exceptions as {"2026-01-16": "10:00-12:00 13:00-14:00"}."""
    special = {
        date.fromisoformat(day): tuple(window(one) for one in text.split())
        for day, text in (exceptions or {}).items()
    }
    return Schedule(zone, dict.fromkeys(days, tuple(window(one) for one in windows)), special)


def busy(text: str, kind: Any = "booking") -> Taken:
    return Taken(span(text), kind)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def rules(duration: int = 60, step: int | None = None, zone: ZoneInfo = BERLIN, **given: Any) -> Rules:
    """Rules with lengths in minutes."""
    lengths: dict[str, Any] = {
        name: minutes(given.pop(name))
        for name in ("buffer_before", "buffer_after", "notice")
        if name in given
    }
    return Rules(minutes(duration), minutes(step or duration), zone, **lengths, **given)


def ask(
    *resources: ResourceFacts,
    rules: Rules,
    now: str = "2000-01-01T00:00Z",
    requirements: tuple[Requirement, ...] | None = None,
    **given: Any,
) -> Question:
    """A question to resources of which one must serve, unless requirements are given."""
    facts = {one.key: one for one in resources}
    anyone = (Requirement(tuple(Candidate(key) for key in facts)),)
    return Question(rules, anyone if requirements is None else requirements, facts, at(now), **given)


def one(schedule: Schedule, *taken: Taken, rules: Rules, **given: Any) -> Question:
    """A question to a single resource."""
    return ask(ResourceFacts(1, (schedule,), taken), rules=rules, **given)


def wall_starts(
    question: Question, first: str, last: str | None = None, zone: ZoneInfo | None = None
) -> list[str]:
    """The starts on local dates as the clock shows them, with the offset: 09:00+01:00."""
    zone = zone or question.rules.zone
    asked = dates(date.fromisoformat(first), date.fromisoformat(last or first), zone)
    found = [start.astimezone(zone) for start in starts(question, first=asked.start, until=asked.end)]
    return [start.strftime("%H:%M") + start.isoformat()[-6:] for start in found]


def clock_starts(question: Question, first: str, last: str | None = None) -> list[str]:
    """The same without the offset: 09:00."""
    return [start[:5] for start in wall_starts(question, first, last)]
