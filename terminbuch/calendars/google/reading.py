from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import NotAllowed, Unreadable
from terminbuch.calendars.web_api import Json, WebApi
from terminbuch.ical.seen import Reading, SeenEvent

from . import free_busy
from .addresses import between, events_of
from .events import FIELDS, ODD, Window, is_gone, seen

PAGE: Final = "2500"


@dataclass
class Round:
    """All pages of one answer: what is there, what is gone, what nobody can read, and from where to go on."""

    window: Window
    zone: ZoneInfo
    events: list[SeenEvent] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    skipped: list[str] = field(default_factory=list)
    token: str = ""

    def add(self, page: Json) -> None:
        for item in items_of(page):
            self._take(item)
        self.token = str(page.get("nextSyncToken", ""))

    def _take(self, item: Json) -> None:
        name = str(item.get("id", ""))
        if is_gone(item):
            self.gone.add(name)
            return
        try:
            self.events.append(seen(item, self.window, self.zone))
        except ODD:
            self.skipped.append(f"event {name[:40]}")

    def reading(self, *, is_full: bool, asked_at: datetime) -> Reading:
        return Reading(
            asked_at=asked_at, starts_at=self.window[0], ends_at=self.window[1], is_full=is_full,
            events=tuple(self.events), gone=frozenset() if is_full else frozenset(self.gone),
            token=self.token, skipped=tuple(self.skipped),
            unchanged=not (is_full or self.events or self.gone or self.skipped),
        )  # fmt: skip


async def read(
    api: WebApi, calendar: str, window: Window, zone: ZoneInfo, *, token: str, now: datetime
) -> Reading:
    told = Round(window, zone)
    asked = {"syncToken": token} if token else between(window)
    try:
        async for page in _pages(api, calendar, asked):
            told.add(page)
    except NotAllowed:
        told.events = await free_busy.asked(api, calendar, window)
        return told.reading(is_full=True, asked_at=now)
    return told.reading(is_full=not token, asked_at=now)


async def look(api: WebApi, calendar: str, window: Window, zone: ZoneInfo) -> list[SeenEvent]:
    told = Round(window, zone)
    try:
        async for page in _pages(api, calendar, between(window)):
            told.add(page)
    except NotAllowed:
        return await free_busy.asked(api, calendar, window)
    if told.skipped:
        raise Unreadable("an event")
    return told.events


def _pages(api: WebApi, calendar: str, asked: dict[str, str]) -> AsyncIterator[Json]:
    """Each date of a series is an event of its own. A token wants the same question as at first."""
    params = {
        "singleEvents": "true", "maxResults": PAGE, "maxAttendees": "1",
        "fields": f"nextPageToken,nextSyncToken,items({FIELDS})", **asked,
    }  # fmt: skip
    return api.pages(events_of(calendar), params, on="nextPageToken", by="pageToken")


def items_of(page: Json) -> list[Json]:
    items = page.get("items", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("no list of items")
    return items
