from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Final

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.troubles import NotAllowed, TooLarge, Unreadable
from terminbuch.ical.busy import Asked, NothingReadable, TooMuch, Understood, name_in
from terminbuch.ical.guarded import understood_feed
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from .fetching import Copy, fetch

SECONDS: Final = 20.0
CALENDAR: Final = "feed"
"""The one calendar of a feed. Its address would be a name as well, but it is a secret."""
SOME_DAY = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2000, 1, 2, tzinfo=UTC))


class Feed:
    """``secret`` holds the ``address``: whoever knows it reads the calendar."""

    is_live = False

    def __init__(self, account: Account) -> None:
        self._account = account
        self._address = str(account.secret.get("address", ""))

    async def calendars(self) -> list[Found]:
        """One, if it can be read at all."""
        copy = await self._fetched("")
        await self._understood(copy.body, *SOME_DAY)
        return [Found(CALENDAR, name_in(copy.body), may_write=False, is_main=True)]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        """All of it, or that it is the same as when the ``token`` was given."""
        copy = await fetch(self._address, token)
        if copy is None:
            return Reading(now, starts_at, ends_at, is_full=False, token=token, unchanged=True)
        if copy.is_as_before(token):
            return Reading(now, starts_at, ends_at, is_full=False, token=copy.token, unchanged=True)
        found = await self._understood(copy.body, starts_at, ends_at)
        return Reading(
            now,
            starts_at,
            ends_at,
            is_full=True,
            events=found.events,
            token=copy.token,
            skipped=found.skipped,
        )

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        """As it is published now, which may be hours old."""
        copy = await self._fetched("")
        return list((await self._understood(copy.body, starts_at, ends_at)).events)

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        raise NotAllowed("of a feed only all is asked")

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        raise NotAllowed("a feed is read only")

    async def erase(self, calendar: str, known: Known) -> None:
        raise NotAllowed("a feed is read only")

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """Nobody tells of changes of a feed."""
        return None

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        """There is none."""

    async def _fetched(self, token: str) -> Copy:
        copy = await fetch(self._address, token)
        if copy is None:
            raise Unreadable("not changed since never")
        return copy

    async def _understood(self, text: bytes, starts_at: datetime, ends_at: datetime) -> Understood:
        asked = Asked(starts_at, ends_at, self._account.zone, self._account.owners)
        try:
            return await asyncio.to_thread(understood_feed, text, asked, seconds=SECONDS)
        except TooMuch as why:
            raise TooLarge(str(why)) from None
        except NothingReadable as why:
            raise Unreadable(str(why)) from None
