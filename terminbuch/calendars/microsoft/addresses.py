from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from .events import PROPERTY, Window

OUR_PROPERTY: Final = f"singleValueExtendedProperties($filter=id eq '{PROPERTY}')"


def calendar_of(calendar: str) -> str:
    return f"/me/calendars/{quote(calendar, safe='')}"


def between(window: Window) -> dict[str, str]:
    return {"startDateTime": rfc(window[0]), "endDateTime": rfc(window[1])}


def rfc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
