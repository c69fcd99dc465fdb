"""An account, opened."""

from __future__ import annotations

from datetime import datetime

from terminbuch.calendars.kind import Account, Watch
from terminbuch.calendars.outbound import check_address
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent

from .collection import Collection
from .listing import calendars
from .reading import Reader
from .server import Server
from .writing import Writer


class CalDav:
    """A calendar is called by its address, an object by its path there."""

    is_live = True

    def __init__(self, account: Account) -> None:
        self._account = account
        self._server = Server.of(account)

    async def calendars(self) -> list[Found]:
        return await calendars(self._server, self._account.address)

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        reader = self._reader(calendar)
        if token:
            return await reader.changed(starts_at, ends_at, token, now=now)
        return await reader.all(starts_at, ends_at, now=now)

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        return await self._reader(calendar).now(starts_at, ends_at)

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        return await Writer(self._reader(calendar)).find(remote_id)

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        return await Writer(self._reader(calendar)).put(entry, known)

    async def erase(self, calendar: str, known: Known) -> None:
        await Writer(self._reader(calendar)).erase(known)

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """No server in use tells anybody of changes."""
        return None

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        """There is none."""

    def _reader(self, calendar: str) -> Reader:
        address = str(check_address(calendar))
        return Reader(Collection(self._server, address), self._account.zone, self._account.owners)
