from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import NotThere, TokenLost, Unreadable
from terminbuch.calendars.web_api import Json, WebApi
from terminbuch.ical.seen import Reading, SeenEvent

from .addresses import OUR_PROPERTY, between, calendar_of
from .events import ODD, Window, is_gone, seen

SERIES: Final = "seriesMaster"
ASKED: Final = (
    "id,iCalUId,start,end,showAs,isCancelled,isAllDay,type,seriesMasterId,responseStatus,transactionId"
)


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


async def read(
    api: WebApi, calendar: str, window: Window, zone: ZoneInfo, *, token: str, now: datetime
) -> Reading:
    """A token is the address under which to ask for what changed; the window stands in it."""
    told = await _round(api, calendar, window, token)
    if token and any(item.get("type") == SERIES for item in told.items):
        raise TokenLost("a series changed")  # nothing says that all of its dates come along
    events, skipped = await _judged(api, told.items, window, zone)
    is_full = not token
    return Reading(
        asked_at=now, starts_at=window[0], ends_at=window[1], is_full=is_full, events=tuple(events),
        gone=frozenset() if is_full else frozenset(told.gone), token=told.token, skipped=tuple(skipped),
        unchanged=not (is_full or told.items or told.gone),
    )  # fmt: skip


async def _round(api: WebApi, calendar: str, window: Window, token: str) -> Round:
    """Only an answer that names where to go on is complete."""
    told = Round()
    where, asked = (token, {}) if token else (f"{calendar_of(calendar)}/calendarView/delta", between(window))
    async for page in api.pages(where, asked, on="@odata.nextLink"):
        told.add(page)
    if not told.token:
        raise Unreadable("half a list")
    return told


async def look(api: WebApi, calendar: str, window: Window, zone: ZoneInfo) -> list[SeenEvent]:
    asked = {**between(window), "$select": ASKED, "$expand": OUR_PROPERTY}
    pages = api.pages(f"{calendar_of(calendar)}/calendarView", asked, on="@odata.nextLink")
    items = [item async for page in pages for item in items_of(page)]
    events, skipped = await _judged(api, items, window, zone)
    if skipped:
        raise Unreadable("an event")
    return events


async def _judged(
    api: WebApi, items: list[Json], window: Window, zone: ZoneInfo
) -> tuple[list[SeenEvent], list[str]]:
    """What was seen, and what could not be read. A series itself takes no time; its dates do."""
    masters = await _masters(api, items)
    events: list[SeenEvent] = []
    skipped: list[str] = []
    for item in items:
        if item.get("type") == SERIES:
            continue
        try:
            events.append(seen(item, window, zone, masters.get(_series_of(item))))
        except ODD:
            skipped.append(f"event {str(item.get('id', ''))[-40:]}")
    return events, skipped


async def _masters(api: WebApi, items: list[Json]) -> dict[str, Json]:
    """The series of which dates came that do not say how they show."""
    found = {str(item.get("id")): item for item in items if item.get("type") == SERIES}
    for item in items:
        series = _series_of(item)
        if series and "showAs" not in item and series not in found:
            found[series] = await _master(api, series)
    return found


async def _master(api: WebApi, series: str) -> Json:
    """Nothing where it is gone by now; then its dates cannot be judged and are skipped."""
    try:
        return await api.ask("GET", f"/me/events/{quote(series, safe='')}")
    except NotThere:
        return {}


def _series_of(item: Json) -> str:
    return str(item.get("seriesMasterId") or "")


def items_of(page: Json) -> list[Json]:
    items = page.get("value")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("no list of items")
    return items
