from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.troubles import NotThere, TokenLost
from terminbuch.calendars.web_api import Answered, Json, WebApi
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from . import reading, writing
from .addresses import events_of

RATES: Final = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded"})
WRITERS: Final = {"writer", "owner", "writerWithoutPrivateAccess"}
UNHEARD: Final = "pushNotSupportedForRequestedResource"
A_WEEK: Final = timedelta(days=7)


class Google:
    """Without the right to see events, free and busy times are asked for instead."""

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
        items = [item async for page in pages for item in reading.items_of(page)]
        return [_found(item) for item in items if item.get("id") and not item.get("deleted")]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        """The window of a token is that of the question which it answered."""
        window = (starts_at, ends_at)
        try:
            return await reading.read(self._api, calendar, window, self._zone, token=token, now=now)
        except Answered:
            if token:
                raise TokenLost("token refused") from None
            raise

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        return await reading.look(self._api, calendar, (starts_at, ends_at), self._zone)

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        return await writing.find(self._api, calendar, remote_id, self._zone)

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        return await writing.put(self._api, calendar, entry, known)

    async def erase(self, calendar: str, known: Known) -> None:
        await writing.erase(self._api, calendar, known)

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """None for calendars of which Google tells nothing (holidays, some that are shared)."""
        body = {"id": channel, "type": "web_hook", "address": address, "token": secret}
        try:
            told = await self._api.ask("POST", f"{events_of(calendar)}/watch", body=body)
        except Answered as answer:
            if answer.said == UNHEARD:
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
        return str(error or "")
    reasons = error.get("errors")
    first = reasons[0] if isinstance(reasons, list) and reasons else {}
    return str((first.get("reason") if isinstance(first, dict) else "") or error.get("status") or "")


def _found(item: Json) -> Found:
    """The main calendar is called as its owner's mail address is."""
    access, name, is_main = str(item.get("accessRole", "")), str(item["id"]), bool(item.get("primary"))
    return Found(
        remote_id=name,
        name=str(item.get("summaryOverride") or item.get("summary") or name),
        may_write=access in WRITERS,
        is_main=is_main,
        zone_name=str(item.get("timeZone", "")),
        facts={"access": access} | ({"owner": name} if is_main else {}),
    )


def _expiry(told: Json) -> datetime:
    """As told, in milliseconds; a week where nothing was said."""
    said = str(told.get("expiration", ""))
    is_said = said.isascii() and said.isdigit() and len(said) <= 14
    return datetime.fromtimestamp(int(said) / 1000, UTC) if is_said else timezone.now() + A_WEEK
