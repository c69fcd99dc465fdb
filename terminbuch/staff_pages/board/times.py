"""Short times for the lines of a board."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from terminbuch import wording
from terminbuch.models import Resource

from ..said import Voice

# Seven days on, "Tue" is another Tuesday.
NEAR = timedelta(days=6)


def said_time(starts_at: datetime, people: Iterable[Resource], voice: Voice, zone: ZoneInfo) -> str:
    """ "Di 15:15, Anna"."""
    return ", ".join([brief(starts_at, voice, zone), *(person.name for person in people)])


def brief(instant: datetime, voice: Voice, zone: ZoneInfo) -> str:
    """ "Di 15:15" within a week, "Di, 01.12., 15:15" after it."""
    day = instant.astimezone(zone).date()
    if day - voice.today(zone) > NEAR:
        return voice.brief(instant, zone)
    return f"{wording.weekday_short(day, voice.language)} {wording.plain_clock(instant, zone)}"


def clock_or_day(instant: datetime, voice: Voice, zone: ZoneInfo) -> str:
    """ "10:15 Uhr" today, "Mi, 25.11., 10:15" on another day."""
    if instant.astimezone(zone).date() == voice.today(zone):
        return wording.clock(instant, zone, voice.language)
    return voice.brief(instant, zone)
