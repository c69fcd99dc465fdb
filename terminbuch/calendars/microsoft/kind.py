from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotThere, TokenLost, Unreadable
from terminbuch.calendars.web_api import Answered, Gate, Json, WebApi
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from .events import PROPERTY, Window, body_of, stands, transaction_of
from .reading import Round, items_of, judged, masters_of

AT_A_TIME: Final = 4  # questions that Microsoft takes of one mailbox
ASKED: Final = (
    "id,iCalUId,start,end,showAs,isCancelled,isAllDay,type,seriesMasterId,responseStatus,transactionId"
)
OUR_PROPERTY: Final = f"singleValueExtendedProperties($filter=id eq '{PROPERTY}')"
LIFETIME: Final = timedelta(days=2)
GATE: Final = Gate(AT_A_TIME)


class Microsoft:
    """Ids stay the same when an event moves between folders; times are told in UTC."""

    is_live = True

    def __init__(self, account: Account) -> None:
        self._account = account
        self._api = WebApi(
            base=settings.MICROSOFT_API,
            token=str(account.secret.get("access_token", "")),
            code_of=code_of,
            headers={"Prefer": 'outlook.timezone="UTC", IdType="ImmutableId", odata.maxpagesize=200'},
            gate=self._gate,
        )

    def _gate(self) -> AbstractAsyncContextManager[Any]:
        return GATE.of(self._account.username)

    async def calendars(self) -> list[Found]:
        asked = {"$select": "id,name,canEdit,isDefaultCalendar,owner"}
        pages = self._api.pages("/me/calendars", asked, on="@odata.nextLink")
        return [_found(item) async for page in pages for item in items_of(page)]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        """The window stands in the token: another one needs a full reading."""
        window = (starts_at, ends_at)
        told = await self._round(calendar, window, token)
        events, skipped = judged(
            told.items, await masters_of(self._api, told.items), window, self._account.zone
        )
        is_full = not token
        return Reading(
            asked_at=now, starts_at=starts_at, ends_at=ends_at, is_full=is_full, events=tuple(events),
            gone=frozenset() if is_full else frozenset(told.gone), token=told.token, skipped=tuple(skipped),
            unchanged=not is_full and not told.items and not told.gone,
        )  # fmt: skip

    async def _round(self, calendar: str, window: Window, token: str) -> Round:
        """Only an answer that names where to go on is complete."""
        told = Round()
        where = token or f"{_calendar(calendar)}/calendarView/delta"
        try:
            async for page in self._api.pages(where, {} if token else _between(window), on="@odata.nextLink"):
                told.add(page)
        except Answered:
            if token:
                raise TokenLost("token refused") from None
            raise
        if not told.token:
            raise Unreadable("half a list")
        return told

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        window = (starts_at, ends_at)
        asked = {**_between(window), "$select": ASKED, "$expand": OUR_PROPERTY}
        pages = self._api.pages(f"{_calendar(calendar)}/calendarView", asked, on="@odata.nextLink")
        items = [item async for page in pages for item in items_of(page)]
        masters = await masters_of(self._api, items)
        events, skipped = judged(items, masters, window, self._account.zone)
        if skipped:
            raise Unreadable("an event")
        return events

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        """Looks for our own property first, for the answer to an earlier try may have been lost."""
        standing = known or await self._ours(calendar, entry)
        if standing is not None:
            return await self._change(entry, standing)
        body = body_of(entry) | {"transactionId": transaction_of(entry)}
        try:
            return _known(
                await self._api.ask("POST", f"{_calendar(calendar)}/events", body=body), entry.generation
            )
        except Answered as answer:
            if answer.status == 409:
                raise IdBurnt from None
            raise

    async def _ours(self, calendar: str, entry: Entry) -> Known | None:
        is_ours = f"ep/id eq '{PROPERTY}' and ep/value eq '{entry.marker}'"
        asked = {
            "$filter": f"singleValueExtendedProperties/Any(ep: {is_ours})",
            "$select": "id,transactionId",
        }
        told = await self._api.ask("GET", f"{_calendar(calendar)}/events", params=asked)
        return next((_known(item, entry.generation) for item in items_of(told)), None)

    async def _change(self, entry: Entry, known: Known) -> Known:
        """Refused, and yet ours stands there as wanted: an answer was lost. Refused, and yet nothing had
        changed: Exchange does that at times.
        """
        try:
            item = await self._patch(entry, known)
        except ChangedThere:
            item = await self._once_more(entry, known)
        except NotThere:
            raise ChangedThere("gone") from None
        return _known(item, known.generation)

    async def _once_more(self, entry: Entry, known: Known) -> Json:
        try:
            item = await self._api.ask("GET", _event(known), params={"$expand": OUR_PROPERTY})
        except NotThere:
            raise ChangedThere("gone") from None
        if stands(item, entry):
            return item
        if item.get("@odata.etag") != known.etag:
            raise ChangedThere
        return await self._patch(entry, known)

    async def _patch(self, entry: Entry, known: Known) -> Json:
        return await self._api.ask("PATCH", _event(known), body=body_of(entry), if_match=known.etag)

    async def erase(self, calendar: str, known: Known) -> None:
        try:
            await self._api.ask("DELETE", _event(known), if_match=known.etag)
        except NotThere:
            return
        except ChangedThere:
            if await self._etag(known) not in {known.etag, ""}:
                raise
            await self._erase_again(known)

    async def _erase_again(self, known: Known) -> None:
        try:
            await self._api.ask("DELETE", _event(known), if_match=known.etag)
        except NotThere:
            return

    async def _etag(self, known: Known) -> str:
        """As it stands there; empty where it is gone."""
        try:
            item = await self._api.ask("GET", _event(known), params={"$select": "id"})
        except NotThere:
            return ""
        return str(item.get("@odata.etag", ""))

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """Graph asks ``address`` back before it answers."""
        body = {
            "changeType": "created,updated,deleted",
            "notificationUrl": address,
            "lifecycleNotificationUrl": address,
            "resource": f"{_calendar(calendar)[1:]}/events",
            "expirationDateTime": _rfc(timezone.now() + LIFETIME),
            "clientState": secret,
        }
        told = await self._api.ask("POST", "/subscriptions", body=body)
        return Watch(str(told.get("id", "")), _expiry(told))

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        try:
            await self._api.ask("DELETE", f"/subscriptions/{quote(remote_id, safe='')}")
        except NotThere:
            return


def code_of(told: Json) -> str:
    error = told.get("error")
    return str(error.get("code", "") if isinstance(error, dict) else error or "")[:60]


def _found(item: Json) -> Found:
    owner = str((item.get("owner") or {}).get("address", ""))
    return Found(
        remote_id=str(item["id"]),
        name=str(item.get("name") or item["id"]),
        may_write=bool(item.get("canEdit")),
        is_main=bool(item.get("isDefaultCalendar")),
        facts={"owner": owner} if owner else {},
    )


def _known(item: Json, generation: int) -> Known:
    return Known(str(item.get("id", "")), str(item.get("@odata.etag", "")), generation)


def _between(window: Window) -> dict[str, str]:
    return {"startDateTime": _rfc(window[0]), "endDateTime": _rfc(window[1])}


def _rfc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _expiry(told: Json) -> datetime:
    try:
        return datetime.fromisoformat(str(told["expirationDateTime"])).astimezone(UTC)
    except (KeyError, ValueError):
        return timezone.now() + LIFETIME


def _calendar(calendar: str) -> str:
    return f"/me/calendars/{quote(calendar, safe='')}"


def _event(known: Known) -> str:
    return f"/me/events/{quote(known.remote_id, safe='')}"
