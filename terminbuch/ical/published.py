"""A calendar to subscribe to: our entries as one text (RFC 5545), which programs fetch again and again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar

from .entry import as_event
from .seen import Entry
from .texts import Words, one_line


def published(name: str, entries: Iterable[Entry], *, minutes: int) -> bytes:
    """The same entries give the same text. ``minutes`` is how often it may be fetched (RFC 7986, 5.7).

    Each entry carries our marker, so that a calendar of ours that reads it knows it again.
    """
    calendar = Calendar()
    calendar["VERSION"] = Words("2.0")
    calendar["PRODID"] = Words("-//Terminbuch//EN")
    calendar["CALSCALE"] = Words("GREGORIAN")
    calendar["METHOD"] = Words("PUBLISH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Words(one_line(name))
    calendar.add("REFRESH-INTERVAL", timedelta(minutes=minutes), parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = Words(f"PT{minutes}M")
    for entry in entries:
        calendar.add_component(as_event(entry))
    text: bytes = calendar.to_ical()
    return text
