from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

from .events import Window


def events_of(calendar: str) -> str:
    return f"/calendars/{quote(calendar, safe='')}/events"


def event_of(calendar: str, remote_id: str) -> str:
    return f"{events_of(calendar)}/{quote(remote_id, safe='')}"


def between(window: Window) -> dict[str, str]:
    return {"timeMin": _rfc(window[0]), "timeMax": _rfc(window[1])}


def _rfc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
