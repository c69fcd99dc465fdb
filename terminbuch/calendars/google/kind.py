from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.troubles import (
    ChangedThere,
    IdBurnt,
    NotAllowed,
    NotThere,
    TokenLost,
    Unreadable,
)
from terminbuch.calendars.web_api import Answered, Json, WebApi
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from . import free_busy
from .events import FIELDS, Window, body_of, id_of, is_gone, marker_of, seen

RATES: Final = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"})
ODD: Final = (KeyError, TypeError, ValueError, AttributeError)  # of an event that cannot be read
PAGE: Final = "2500"
WRITERS: Final = {"writer", "owner", "writerWithoutPrivateAccess"}
QUIET: Final = {"sendUpdates": "none"}
A_WEEK: Final = timedelta(days=7)


class Google:
    """A repeat of ``put`` finds its own id again; an id that was deleted is burnt for ever."""

    is_live = True

    def __init__(self, account: Account) -> None:
        self._zone = account.zone
        self._api = WebApi(
            base=settings.GOOGLE_API,
            token=str(account.secret.get("access_token", "")),
            code_of=code_of,
            rates=RATES,
        )

    async def calendars(self) -> list[Found]:
        pages = self._api.pages("/users/me/calendarList", {}, on="nextPageToken", by="pageToken")
        return [_found(item) async for page in pages for item in _items(page) if not item.get("deleted")]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        window = (starts_at, ends_at)
        asked = {"syncToken": token} if token else _between(window)
        try:
            return await self._read(calendar, window, asked, now)
        except NotAllowed:
            return await self._read_free_busy(calendar, window, now)
        except Answered:
            if token:
                raise TokenLost("token refused") from None
            raise

    async def _read(self, calendar: str, window: Window, asked: dict[str, str], now: datetime) -> Reading:
        events: list[SeenEvent] = []
        gone: set[str] = set()
        skipped: list[str] = []
        following = ""
        async for page in self._pages(calendar, asked):
            for item in _items(page):
                self._take(item, window, events, gone, skipped)
            following = str(page.get("nextSyncToken", ""))
        is_full = "syncToken" not in asked
        return Reading(
            asked_at=now, starts_at=window[0], ends_at=window[1], is_full=is_full, events=tuple(events),
            gone=frozenset() if is_full else frozenset(gone), token=following, skipped=tuple(skipped),
            unchanged=not is_full and not events and not gone and not skipped,
        )  # fmt: skip

    def _take(
        self, item: Json, window: Window, events: list[SeenEvent], gone: set[str], skipped: list[str]
    ) -> None:
        if is_gone(item):
            gone.add(str(item.get("id", "")))
            return
        try:
            events.append(seen(item, window, self._zone))
        except ODD:
            skipped.append(f"event {str(item.get('id', ''))[:40]}")

    async def _read_free_busy(self, calendar: str, window: Window, now: datetime) -> Reading:
        events = await free_busy.asked(self._api, calendar, window)
        return Reading(
            asked_at=now, starts_at=window[0], ends_at=window[1], is_full=True, events=tuple(events)
        )

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        window = (starts_at, ends_at)
        try:
            pages = [page async for page in self._pages(calendar, _between(window))]
        except NotAllowed:
            return await free_busy.asked(self._api, calendar, window)
        try:
            items = [item for page in pages for item in _items(page) if not is_gone(item)]
            return [seen(item, window, self._zone) for item in items]
        except ODD:
            raise Unreadable("an event") from None

    def _pages(self, calendar: str, asked: dict[str, str]) -> AsyncIterator[Json]:
        params = {
            "singleEvents": "true", "maxResults": PAGE, "maxAttendees": "1",
            "fields": f"nextPageToken,nextSyncToken,items({FIELDS})", **asked,
        }  # fmt: skip
        return self._api.pages(_events(calendar), params, on="nextPageToken", by="pageToken")

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        if known is not None:
            return await self._change(calendar, entry, known)
        body = body_of(entry) | {"id": id_of(entry)}
        for end in ("start", "end"):
            del body[end]["date"]
        try:
            item = await self._api.ask("POST", _events(calendar), params=QUIET, body=body)
        except Answered as answer:
            if answer.status != 409:
                raise
            return await self._change(calendar, entry, await self._ours(calendar, entry))
        return _known(item, entry)

    async def _ours(self, calendar: str, entry: Entry) -> Known:
        """What stands under the id already: ours, when the answer to the first try was lost."""
        try:
            item = await self._api.ask("GET", _event(calendar, id_of(entry)))
        except (NotThere, TokenLost):
            raise IdBurnt from None
        if is_gone(item) or marker_of(item) != entry.marker:
            raise IdBurnt
        return _known(item, entry)

    async def _change(self, calendar: str, entry: Entry, known: Known) -> Known:
        """What somebody added to it (a colour, a reminder) stays."""
        try:
            item = await self._api.ask(
                "PATCH", _event(calendar, known.remote_id), params=QUIET, body=body_of(entry),
                if_match=known.etag,
            )  # fmt: skip
        except (NotThere, TokenLost):
            raise ChangedThere("gone") from None
        except ChangedThere:
            item = await self._api.ask("GET", _event(calendar, known.remote_id))
            if not self._stands(item, entry):
                raise
        return Known(str(item.get("id", known.remote_id)), str(item.get("etag", "")), known.generation)

    def _stands(self, item: Json, entry: Entry) -> bool:
        """Ours, at its time already: the answer to an earlier try was lost."""
        try:
            event = seen(item, (entry.starts_at, entry.ends_at), self._zone)
        except ODD:
            return False
        is_there = (event.starts_at, event.ends_at) == (entry.starts_at, entry.ends_at)
        return is_there and event.marker == entry.marker and not is_gone(item)

    async def erase(self, calendar: str, known: Known) -> None:
        where = _event(calendar, known.remote_id)
        try:
            await self._api.ask("DELETE", where, params=QUIET, if_match=known.etag)
        except (NotThere, TokenLost):
            return
        except ChangedThere:
            if not await self._is_deleted(where):
                raise

    async def _is_deleted(self, where: str) -> bool:
        """A deleted event has another etag, too."""
        try:
            return is_gone(await self._api.ask("GET", where))
        except (NotThere, TokenLost):
            return True

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """None for calendars of which Google tells nothing (holidays, some that are shared)."""
        body = {"id": channel, "type": "web_hook", "address": address, "token": secret}
        try:
            told = await self._api.ask("POST", f"{_events(calendar)}/watch", body=body)
        except Answered as answer:
            if answer.answer == "pushNotSupportedForRequestedResource":
                return None
            raise
        return Watch(f"{channel} {told.get('resourceId', '')}", _expiry(told))

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        channel, _space, resource = remote_id.partition(" ")
        try:
            await self._api.ask("POST", "/channels/stop", body={"id": channel, "resourceId": resource})
        except NotThere:
            return


def code_of(told: Json) -> str:
    """The first reason that an error names."""
    error = told.get("error")
    if not isinstance(error, dict):
        return str(error or "")[:60]
    reasons = error.get("errors") or [{}]
    return str(reasons[0].get("reason") or error.get("status") or "")[:60]


def _items(page: Json) -> list[Json]:
    items = page.get("items", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise Unreadable("no list of items")
    return items


def _found(item: Json) -> Found:
    access, is_main = str(item.get("accessRole", "")), bool(item.get("primary"))
    return Found(
        remote_id=str(item["id"]),
        name=str(item.get("summaryOverride") or item.get("summary") or item["id"]),
        may_write=access in WRITERS,
        is_main=is_main,
        zone_name=str(item.get("timeZone", "")),
        facts={"access": access} | ({"owner": str(item["id"])} if is_main else {}),
    )


def _known(item: Json, entry: Entry) -> Known:
    return Known(str(item.get("id", "")) or id_of(entry), str(item.get("etag", "")), entry.generation)


def _between(window: Window) -> dict[str, str]:
    return {"timeMin": _rfc(window[0]), "timeMax": _rfc(window[1])}


def _rfc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _expiry(told: Json) -> datetime:
    """As told, in milliseconds; a week where nothing was said."""
    said = str(told.get("expiration", ""))
    return datetime.fromtimestamp(int(said) / 1000, UTC) if said.isdigit() else timezone.now() + A_WEEK


def _events(calendar: str) -> str:
    return f"/calendars/{quote(calendar, safe='')}/events"


def _event(calendar: str, remote_id: str) -> str:
    return f"{_events(calendar)}/{quote(remote_id, safe='')}"
