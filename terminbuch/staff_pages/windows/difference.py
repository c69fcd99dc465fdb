"""Before and after a change, in the few words of a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from terminbuch import wording
from terminbuch.models import Booking, Resource

from ..said import Voice


@dataclass(frozen=True, slots=True)
class Difference:
    was: str
    now: str


def difference(
    booking: Booking, starts_at: datetime, zone: ZoneInfo, people: Iterable[Resource], voice: Voice
) -> Difference:
    """ "15:30 Uhr, Clara"; on another day with both days. Reads the booking's allocations."""
    was, new = booking.starts_at.astimezone(zone).date(), starts_at.astimezone(zone).date()
    with_day = was != new
    names = ", ".join(person.name for person in people)
    return Difference(
        _said(booking.starts_at, booking.location.zone, ", ".join(booking.people()), voice, with_day),
        _said(starts_at, zone, names, voice, with_day),
    )


def stands(booking: Booking, voice: Voice) -> str:
    """ "Mo, 23. November, 15:30 bis 16:15 Uhr, Clara"."""
    span = voice.span(booking.starts_at, booking.ends_at, booking.location.zone)
    return ", ".join(filter(None, [span, ", ".join(booking.people())]))


def _said(starts_at: datetime, zone: ZoneInfo, names: str, voice: Voice, with_day: bool) -> str:
    clock = wording.clock(starts_at, zone, voice.language)
    day = wording.medium_date(starts_at.astimezone(zone).date(), voice.language, voice.today(zone))
    return ", ".join(filter(None, [day if with_day else "", clock, names]))
