"""What an event of Google blocks, and how ours is written. Pure."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.ical.seen import Entry, SeenEvent, SeenSpan, ShowsAs

MARKER = "terminbuch"
# What is asked for of each event: never its words, never its guests but the owner.
FIELDS = (
    "id,etag,status,transparency,eventType,start,end,iCalUID,attendees(self,responseStatus),"
    "extendedProperties/private"
)
# A mark of where one works, and of whose birthday it is, takes no time.
NO_TIME = {"workingLocation", "birthday"}
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What reading an event raises that makes no sense."""

type Json = dict[str, Any]
type Window = tuple[datetime, datetime]


def is_gone(item: Json) -> bool:
    return item.get("status") == "cancelled"


def seen(item: Json, window: Window, zone: ZoneInfo) -> SeenEvent:
    """Raises one of ODD."""
    starts_at, ends_at = moment(item["start"], zone), moment(item["end"], zone)
    return SeenEvent(
        remote_id=str(item["id"]),
        etag=str(item.get("etag", "")),
        uid=str(item.get("iCalUID", "")),
        marker=marker_of(item),
        starts_at=starts_at,
        ends_at=ends_at,
        spans=clipped(starts_at, ends_at, window, _shows_as(item)) if _blocks(item) else (),
    )


def moment(said: Json, zone: ZoneInfo) -> datetime:
    """A time with its offset, or the first moment of a day where the owner lives (B5)."""
    if "date" in said:
        return datetime.combine(date.fromisoformat(said["date"]), time(), zone).astimezone(UTC)
    told = datetime.fromisoformat(said["dateTime"])
    return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)


def clipped(
    starts_at: datetime, ends_at: datetime, window: Window, shows_as: ShowsAs
) -> tuple[SeenSpan, ...]:
    first, last = max(starts_at, window[0]), min(ends_at, window[1])
    return (SeenSpan(first, last, shows_as),) if first < last else ()


def marker_of(item: Json) -> str:
    return str(item.get("extendedProperties", {}).get("private", {}).get(MARKER, ""))


def _blocks(item: Json) -> bool:
    is_free = item.get("transparency") == "transparent" or item.get("eventType") in NO_TIME
    return not (is_gone(item) or is_free or _is_declined(item))


def _is_declined(item: Json) -> bool:
    guests = item.get("attendees", [])
    return any(guest.get("self") and guest.get("responseStatus") == "declined" for guest in guests)


def _shows_as(item: Json) -> ShowsAs:
    if item.get("eventType") == "outOfOffice":
        return "out_of_office"
    return "tentative" if item.get("status") == "tentative" else "busy"


def id_of(entry: Entry) -> str:
    """The same for the same booking and generation; Google takes 0 to 9 and a to v, and never one twice."""
    named = bytes.fromhex(entry.marker) + (entry.generation.to_bytes(4) if entry.generation else b"")
    return base64.b32hexencode(named).decode("ascii").rstrip("=").lower()


def stands(item: Json, entry: Entry) -> bool:
    """Ours, at its time already."""
    wanted = (entry.starts_at, entry.ends_at)
    try:
        event = seen(item, wanted, ZoneInfo("UTC"))
    except ODD:
        return False
    return (event.starts_at, event.ends_at) == wanted and event.marker == entry.marker


def as_new(entry: Entry) -> Json:
    ends = {end: {"dateTime": _rfc(at), "timeZone": "UTC"} for end, at in _ends(entry)}
    return {"id": id_of(entry), **body_of(entry), **ends}


def body_of(entry: Entry) -> Json:
    """Without guests: we write to customers ourselves, and Google must not invite them as well.

    ``date`` is taken away where somebody made a whole day of it.
    """
    return {
        "summary": entry.summary,
        "description": entry.description,
        "location": entry.location,
        "status": "tentative" if entry.is_tentative else "confirmed",
        "transparency": "opaque",
        **{end: {"dateTime": _rfc(at), "timeZone": "UTC", "date": None} for end, at in _ends(entry)},
        "extendedProperties": {"private": {MARKER: entry.marker}},
    }


def _ends(entry: Entry) -> tuple[tuple[str, datetime], tuple[str, datetime]]:
    return ("start", entry.starts_at), ("end", entry.ends_at)


def _rfc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
