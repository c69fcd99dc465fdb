"""A start as it travels through forms: an instant, and with whom when that was chosen along with it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest

# Only with an offset: in the hour that clocks repeat, a time without one means two instants.
ISO = re.compile(r"\A\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
# Where the calendar ends, a clock in another zone shows a day that cannot be said.
CALENDAR_ENDS = {1, 9999}
NO_OFFSET = "start without offset"
NO_START = "no start"


def parsed_start(text: str) -> datetime:
    """The instant, in UTC. Raises BadRequest, NO_OFFSET or NO_START, for all but ISO 8601 with an offset."""
    found = ISO.match(text)
    if found is None or found[1] is None:
        raise BadRequest(NO_OFFSET if found else NO_START)
    try:
        start = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(NO_START) from None
    if start.year in CALENDAR_ENDS:
        raise BadRequest(NO_START)
    return start


def spelled_start(start: datetime, zone: ZoneInfo) -> str:
    """ "2026-11-25T10:15:00+01:00"."""
    return start.astimezone(zone).isoformat(timespec="seconds")


def spelled_choice(start: datetime, zone: ZoneInfo, who: str = "") -> str:
    """A start together with the slug of the person it is with: a choice between both at once."""
    return f"{spelled_start(start, zone)} {who}".strip()


def parsed_choice(text: str) -> tuple[datetime, str]:
    """The start, and the slug or "". Raises BadRequest."""
    start, _space, who = text.partition(" ")
    return parsed_start(start), who
