"""For calendars that show us no more than when somebody is busy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import NotAllowed, NotThere, Unreadable
from terminbuch.calendars.web_api import WebApi
from terminbuch.ical.seen import SeenEvent

from .events import Window, clipped, moment

PORTION = timedelta(days=60)  # Google refuses longer spans


async def asked(api: WebApi, calendar: str, window: Window) -> list[SeenEvent]:
    """An error of the calendar comes with 200 and no busy time, and is not "free" (I9)."""
    found: dict[str, SeenEvent] = {}
    for portion in _portions(window):
        body = {
            "timeMin": portion[0].isoformat(), "timeMax": portion[1].isoformat(), "items": [{"id": calendar}]
        }  # fmt: skip
        told = await api.ask("POST", "/freeBusy", body=body)
        found |= {event.remote_id: event for event in _events(told, calendar, portion)}
    return list(found.values())


def _events(told: dict[str, Any], calendar: str, portion: Window) -> list[SeenEvent]:
    answer = told.get("calendars", {}).get(calendar)
    if not isinstance(answer, dict) or not isinstance(answer.get("busy", []), list):
        raise Unreadable("free/busy")
    for error in answer.get("errors", []):
        reason = str(error.get("reason", ""))
        raise NotThere(reason) if reason == "notFound" else NotAllowed(reason)
    return [_event(busy, portion) for busy in answer.get("busy", [])]


def _event(busy: dict[str, str], portion: Window) -> SeenEvent:
    zone = ZoneInfo("UTC")
    starts_at, ends_at = (moment({"dateTime": busy[end]}, zone) for end in ("start", "end"))
    name = f"busy {starts_at:%Y%m%dT%H%M%SZ}"
    return SeenEvent(name, spans=clipped(starts_at, ends_at, portion, "busy"))


def _portions(window: Window) -> Iterator[Window]:
    first = window[0].astimezone(UTC)
    while first < window[1]:
        last: datetime = min(first + PORTION, window[1])
        yield first, last
        first = last
