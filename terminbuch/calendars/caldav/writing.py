"""Our own entries. No precondition of a server is a lock: whoever writes is alone with the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from terminbuch.calendars.outbound import Answer
from terminbuch.calendars.troubles import ChangedThere, NotThere, Unreadable
from terminbuch.ical.busy import Source
from terminbuch.ical.entry import as_object
from terminbuch.ical.seen import Entry, Known, SeenEvent

from .answers import CALDAV, has_condition
from .collection import Collection
from .reading import Reader
from .server import address_of, judged, path_of

ICS: Final = {"Content-Type": "text/calendar; charset=utf-8"}
WRITTEN: Final = (200, 201, 204)
ERASED: Final = (200, 202, 204, 404, 410)
# Which of these are no proof: 202 is a promise, and 200 is also what a proxy's log-in page says.
PERHAPS: Final = (200, 202)
# The second is Cyrus's, also where the other path is in another calendar of the account.
UID_ELSEWHERE: Final = (f"{CALDAV}no-uid-conflict", f"{CALDAV}unique-scheduling-object-resource")
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
LONG_AWAY: Final = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Writer:
    reader: Reader

    @property
    def _collection(self) -> Collection:
        return self.reader.collection

    async def find(self, path: str) -> SeenEvent | None:
        source = await self._there(path)
        return None if source is None else await self._event(source)

    async def put(self, entry: Entry, known: Known | None) -> Known:
        """A repeat overwrites. Raises ChangedThere when something else stands where it would go."""
        path = known.remote_id if known else self._path(entry)
        answer = None if known else await self._put(path, entry, {"If-None-Match": "*"})
        if answer is None or _is_taken(answer):
            source = await self._own(path, entry, known)
            answer = await self._put(path, entry, {"If-Match": source.etag} if source.etag else {})
        elif answer.status == 403:
            await self._there(path)  # raises NotThere: some say so of a calendar that is gone
        judged(answer, *WRITTEN)
        return await self._known(path, entry)

    async def erase(self, known: Known) -> None:
        """Compared before, for some servers delete whatever stands there.

        Where the look says that the whole calendar is gone, which may be a mistake, the deletion itself is
        asked, under the state that we wrote. Of an unknown state NotThere is raised: what stands there may
        be somebody else's.
        """
        try:
            source = await self._there(known.remote_id)
        except NotThere:
            if not known.etag:
                raise
            etag = known.etag
        else:
            if source is None:
                return
            if known.etag and source.etag != known.etag:
                raise ChangedThere("another state than the one that was written")
            etag = source.etag
        headers = {"If-Match": etag} if etag else {}
        answer = judged(await self._ask("DELETE", known.remote_id, headers=headers), *ERASED)
        if answer.status in PERHAPS:
            await self._gone(known.remote_id)

    async def _gone(self, path: str) -> None:
        """That the whole calendar is gone is no proof of it either."""
        if await self._there(path) is not None:
            raise Unreadable("erased, and yet there")

    async def _own(self, path: str, entry: Entry, known: Known | None) -> Source:
        """What stands there, when it is surely ours: looked at first, for some servers ignore If-Match.

        In another state than the known one it must stand at the entry's very time: then our own answer was
        lost. Raises ChangedThere.
        """
        source = await self._there(path)
        if source is None:
            raise ChangedThere("it does not stand there")
        if known and known.etag == source.etag:
            return source
        event = await self._event(source)
        if not _is_ours(event, entry) or (known and known.etag and not _is_at_its_time(event, entry)):
            raise ChangedThere("something else stands there")
        return source

    async def _known(self, path: str, entry: Entry) -> Known:
        """Read back, for some servers rewrite what they get, and its ETag with it; and 200 is no proof."""
        source = await self._there(path)
        if source is None or not _is_at_its_time(await self._event(source), entry):
            raise Unreadable("written, and yet not there")
        return Known(path, source.etag, entry.generation)

    async def _there(self, path: str) -> Source | None:
        found = await self._collection.objects([path])
        return found[0] if found else None

    async def _event(self, source: Source) -> SeenEvent:
        found = await self.reader.understood([source], LONG_AGO, LONG_AWAY)
        return found.events[0]

    async def _put(self, path: str, entry: Entry, condition: dict[str, str]) -> Answer:
        return await self._ask("PUT", path, body=as_object(entry), headers={**ICS, **condition})

    async def _ask(self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str]) -> Answer:
        url = address_of(path, self._collection.address)
        return await self._collection.server.ask(method, url, body=body, headers=headers)

    def _path(self, entry: Entry) -> str:
        """Stable for the life of the booking, and of plain letters only."""
        name = re.sub(r"[^A-Za-z0-9-]", "-", entry.uid) + (f"-{entry.generation}" if entry.generation else "")
        return path_of(f"{self._collection.address.rstrip('/')}/{name}.ics", self._collection.address)


def _is_taken(answer: Answer) -> bool:
    """By its path, or by its UID at another path; or the whole calendar is gone."""
    if answer.status == 403:
        return any(has_condition(answer.body, condition) for condition in UID_ELSEWHERE)
    return answer.status in {404, 405, 409, 410, 412}


def _is_ours(event: SeenEvent, entry: Entry) -> bool:
    return event.marker == entry.marker or event.uid == entry.uid


def _is_at_its_time(event: SeenEvent, entry: Entry) -> bool:
    return (event.starts_at, event.ends_at) == (entry.starts_at, entry.ends_at)
