"""A booking as it is written into somebody's calendar: an object of a CalDAV collection (RFC 4791, 4.1).

Without METHOD and ATTENDEE, so that no server invites anybody. Times are UTC and need no VTIMEZONE; DTEND is
always there, for some servers refuse events without.
"""

from __future__ import annotations

from datetime import UTC

from icalendar import Calendar, Event, vDatetime, vInt

from .marker import MARKER
from .seen import Entry
from .texts import Words, lines, one_line

__all__ = ["MARKER", "as_event", "as_object"]


def as_object(entry: Entry) -> bytes:
    calendar = Calendar()
    calendar["VERSION"] = Words("2.0")
    calendar["PRODID"] = Words("-//Terminbuch//EN")
    calendar.add_component(as_event(entry))
    text: bytes = calendar.to_ical()
    return text


def as_event(entry: Entry) -> Event:
    event = Event()
    event["UID"] = Words(one_line(entry.uid))
    event["SEQUENCE"] = vInt(entry.sequence)
    event["DTSTAMP"] = vDatetime((entry.written_at or entry.starts_at).astimezone(UTC))
    event["DTSTART"] = vDatetime(entry.starts_at.astimezone(UTC))
    event["DTEND"] = vDatetime(entry.ends_at.astimezone(UTC))
    _add_words(event, entry)
    event["STATUS"] = Words("TENTATIVE" if entry.is_tentative else "CONFIRMED")
    event["TRANSP"] = Words("OPAQUE")
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = Words("TENTATIVE" if entry.is_tentative else "BUSY")
    event[MARKER] = Words(entry.marker)
    return event


def _add_words(event: Event, entry: Entry) -> None:
    event["SUMMARY"] = Words(one_line(entry.summary))
    if description := lines(entry.description):
        event["DESCRIPTION"] = Words(description)
    if place := one_line(entry.location):
        event["LOCATION"] = Words(place)
