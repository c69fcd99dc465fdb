"""What an event of Graph blocks, and how ours is written. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.ical.seen import Entry, SeenEvent, SeenSpan, ShowsAs

# A property of our own, in a namespace of our own: by it an entry is found again.
PROPERTY = "String {3f1c5f0e-7a52-4a7e-9f0b-5d1c0a9e4b26} Name terminbuch"
OURS = "terminbuch:"
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What reading an event raises that makes no sense."""
FREE = {"free", "workingElsewhere"}
SHOWS: Mapping[str, ShowsAs] = {"tentative": "tentative", "oof": "out_of_office"}

type Json = dict[str, Any]
type Window = tuple[datetime, datetime]


def is_gone(item: Json) -> bool:
    return "@removed" in item


def seen(item: Json, window: Window, zone: ZoneInfo, master: Json | None = None) -> SeenEvent:
    """``master`` is the series: an occurrence tells little more than its time.

    Raises one of ODD.
    """
    whole = {**(master or {}), **item}
    starts_at, ends_at = (_moment(whole, end, zone) for end in ("start", "end"))
    return SeenEvent(
        remote_id=str(item["id"]),
        etag=str(item.get("@odata.etag", "")),
        uid=str(item.get("iCalUId", "")),
        marker=marker_of(item),
        starts_at=starts_at,
        ends_at=ends_at,
        spans=_clipped(starts_at, ends_at, window, _shows_as(whole)) if _blocks(whole) else (),
    )


def _moment(item: Json, end: str, zone: ZoneInfo) -> datetime:
    """Asked for in UTC. A whole day is told as midnight of no zone: it is the owner's (B5)."""
    told = datetime.fromisoformat(item[end]["dateTime"])
    moment = told if told.tzinfo else told.replace(tzinfo=UTC)
    if item.get("isAllDay") and moment.time() == time():
        return datetime.combine(moment.date(), time(), zone).astimezone(UTC)
    return moment.astimezone(UTC)


def _clipped(
    starts_at: datetime, ends_at: datetime, window: Window, shows_as: ShowsAs
) -> tuple[SeenSpan, ...]:
    first, last = max(starts_at, window[0]), min(ends_at, window[1])
    return (SeenSpan(first, last, shows_as),) if first < last else ()


def _blocks(item: Json) -> bool:
    """``showAs`` unknown blocks; an event without any cannot be judged."""
    is_declined = (item.get("responseStatus") or {}).get("response") == "declined"
    return not (item.get("isCancelled") or is_declined or item["showAs"] in FREE)


def _shows_as(item: Json) -> ShowsAs:
    return SHOWS.get(item["showAs"], "busy")


def marker_of(item: Json) -> str:
    """By our own property where it was asked for; a delta never tells it, but what we called the request."""
    for own in item.get("singleValueExtendedProperties") or []:
        if str(own.get("id", "")).lower() == PROPERTY.lower():
            return str(own.get("value", ""))
    called = str(item.get("transactionId") or "")
    return called.removeprefix(OURS).partition(":")[0] if called.startswith(OURS) else ""


def stands(item: Json, entry: Entry) -> bool:
    """Ours, at its time already."""
    wanted = (entry.starts_at, entry.ends_at)
    try:
        event = seen(item, wanted, ZoneInfo("UTC"))
    except ODD:
        return False
    return (event.starts_at, event.ends_at) == wanted and event.marker == entry.marker


def as_new(entry: Entry) -> Json:
    """The same request twice makes one event, as long as Graph remembers it."""
    return {**body_of(entry), "transactionId": f"{OURS}{entry.marker}:{entry.generation}"}


def body_of(entry: Entry) -> Json:
    """Without guests: we write to customers ourselves, and Microsoft must not invite them as well."""
    return {
        "subject": entry.summary,
        "body": {"contentType": "text", "content": entry.description},
        "location": {"displayName": entry.location},
        "start": _told(entry.starts_at),
        "end": _told(entry.ends_at),
        "isAllDay": False,
        "showAs": "tentative" if entry.is_tentative else "busy",
        "singleValueExtendedProperties": [{"id": PROPERTY, "value": entry.marker}],
    }


def _told(moment: datetime) -> Json:
    return {"dateTime": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}", "timeZone": "UTC"}
