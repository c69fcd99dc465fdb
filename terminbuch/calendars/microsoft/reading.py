from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import NotThere, Unreadable
from terminbuch.calendars.web_api import Json, WebApi
from terminbuch.ical.seen import SeenEvent

from .events import Window, is_gone, seen

ODD: Final = (KeyError, TypeError, ValueError, AttributeError)
SERIES: Final = "seriesMaster"


@dataclass
class Round:
    """All pages of one answer: what is there, what is gone, and from where to go on."""

    items: list[Json] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    token: str = ""

    def add(self, page: Json) -> None:
        for item in items_of(page):
            if is_gone(item):
                self.gone.add(str(item.get("id", "")))
            else:
                self.items.append(item)
        self.token = str(page.get("@odata.deltaLink", ""))


def items_of(page: Json) -> list[Json]:
    items = page.get("value")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("no list of items")
    return items


async def masters_of(api: WebApi, items: Iterable[Json]) -> dict[str, Json]:
    """The series of which occurrences came that do not say how they show."""
    found = {str(item.get("id")): item for item in items if item.get("type") == SERIES}
    for item in items:
        series = str(item.get("seriesMasterId") or "")
        if series and "showAs" not in item and series not in found:
            found[series] = await _series(api, series)
    return found


async def _series(api: WebApi, series: str) -> Json:
    """Nothing where it is gone by now; then its occurrences cannot be judged and are skipped."""
    try:
        return await api.ask("GET", f"/me/events/{quote(series, safe='')}")
    except NotThere:
        return {}


def judged(
    items: Iterable[Json], masters: dict[str, Json], window: Window, zone: ZoneInfo
) -> tuple[list[SeenEvent], list[str]]:
    """What was seen, and what could not be read. A series itself takes no time; its occurrences do."""
    events: list[SeenEvent] = []
    skipped: list[str] = []
    for item in items:
        if item.get("type") == SERIES:
            continue
        try:
            events.append(seen(item, window, zone, masters.get(str(item.get("seriesMasterId") or ""))))
        except ODD:
            skipped.append(f"event {str(item.get('id', ''))[-40:]}")
    return events, skipped
