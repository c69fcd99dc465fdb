"""How the window of a case spells what can be chosen, and reads it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from terminbuch.queries.plan import OfferedTime, Pick

LONGEST = 2000


def spelled_picks(picks: Iterable[Pick]) -> str:
    """ "0.0f3c…,1.9a77…"."""
    return ",".join(f"{pick.position}.{pick.resource}" for pick in picks)


def spelled_time(time: OfferedTime) -> str:
    return f"{time.starts_at.astimezone(UTC).isoformat()}|{spelled_picks(time.picks)}"


def read_picks(text: str) -> tuple[Pick, ...]:
    """Raises ValueError."""
    if len(text) > LONGEST:
        raise ValueError("too long")
    return tuple(_pick(each) for each in text.split(","))


def read_time(text: str, length: timedelta) -> OfferedTime:
    """Raises ValueError."""
    start, _, picks = text.partition("|")
    starts_at = datetime.fromisoformat(start)
    # Beyond them, adding the length or showing it by another clock falls off the calendar.
    if starts_at.tzinfo is None or not 2000 <= starts_at.year <= 2100:
        raise ValueError("no such time")
    return OfferedTime(starts_at, starts_at + length, read_picks(picks))


def _pick(text: str) -> Pick:
    position, _, resource = text.partition(".")
    if not (position.isascii() and position.isdecimal() and len(position) <= 3):
        raise ValueError("no position")
    return Pick(int(position), UUID(resource))
