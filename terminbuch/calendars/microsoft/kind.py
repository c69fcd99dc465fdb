from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.troubles import NotThere, TokenLost
from terminbuch.calendars.web_api import Answered, Gate, Json, WebApi
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from . import reading, writing
from .addresses import calendar_of, rfc

AT_A_TIME: Final = 4  # questions that Microsoft takes of one mailbox
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
        items = [item async for page in pages for item in reading.items_of(page)]
        return [_found(item) for item in items if item.get("id")]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        window = (starts_at, ends_at)
        try:
            return await reading.read(self._api, calendar, window, self._account.zone, token=token, now=now)
        except Answered:
            if token:
                raise TokenLost("token refused") from None
            raise

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        return await reading.look(self._api, calendar, (starts_at, ends_at), self._account.zone)

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        return await writing.find(self._api, remote_id, self._account.zone)

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        return await writing.put(self._api, calendar, entry, known)

    async def erase(self, calendar: str, known: Known) -> None:
        await writing.erase(self._api, known)

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """Graph asks ``address`` back before it answers."""
        body = {
            "changeType": "created,updated,deleted",
            "notificationUrl": address,
            "lifecycleNotificationUrl": address,
            "resource": f"{calendar_of(calendar)[1:]}/events",
            "expirationDateTime": rfc(timezone.now() + LIFETIME),
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
    return str(error.get("code", "") if isinstance(error, dict) else error or "")


def _found(item: Json) -> Found:
    owner = item.get("owner")
    address = str(owner.get("address") or "") if isinstance(owner, dict) else ""
    return Found(
        remote_id=str(item["id"]),
        name=str(item.get("name") or item["id"]),
        may_write=bool(item.get("canEdit")),
        is_main=bool(item.get("isDefaultCalendar")),
        facts={"owner": address} if address else {},
    )


def _expiry(told: Json) -> datetime:
    """As told; else as asked for."""
    try:
        return datetime.fromisoformat(str(told["expirationDateTime"])).astimezone(UTC)
    except (KeyError, ValueError):
        return timezone.now() + LIFETIME
