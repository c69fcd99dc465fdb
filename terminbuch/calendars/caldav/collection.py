"""One calendar on its server: what it holds, and its objects as they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from terminbuch.calendars.troubles import Unreadable
from terminbuch.ical.busy import Source

from . import questions
from .answers import CALDAV, CALENDAR_SERVER, DAV, Part
from .server import Server, path_of

AT_ONCE: Final = 100
GONE: Final = (404, 410)
ETAG: Final = f"{DAV}getetag"
TEXT: Final = f"{CALDAV}calendar-data"
STATE: Final = questions.properties("D:sync-token", "D:supported-report-set", "S:getctag")
NAMES: Final = questions.properties("D:getetag")


@dataclass(frozen=True)
class Collection:
    server: Server
    address: str

    async def token(self) -> str:
        """From where changes can be asked for; ``ctag:`` tells only whether there are any. Empty: neither."""
        listed = await self.server.list("PROPFIND", self.address, STATE, depth="0")
        if not listed.parts:
            raise Unreadable("an empty answer")
        part = listed.parts[0]
        token = part.text(f"{DAV}sync-token")
        if token and part.holds(f"{DAV}supported-report-set", f"{DAV}sync-collection"):
            return f"sync:{token}"
        ctag = part.text(f"{CALENDAR_SERVER}getctag")
        return f"ctag:{ctag}" if ctag else ""

    async def within(self, starts_at: datetime, ends_at: datetime) -> list[str]:
        """The paths of what has something in the span; some servers name more."""
        found = await self._found(starts_at, ends_at, questions.ETAG)
        return sorted({self.path(part) for part in found})

    async def now(self, starts_at: datetime, ends_at: datetime) -> list[Source]:
        """The same with its text, in one question where the server sends it."""
        parts = await self._found(starts_at, ends_at, questions.ETAG + questions.TEXT)
        missing = [self.path(part) for part in parts if TEXT not in part.properties]
        return [self._source(part) for part in parts if TEXT in part.properties] + await self.objects(missing)

    async def objects(self, paths: Sequence[str]) -> list[Source]:
        """Those of them that are still there. What the server says nothing of is no answer."""
        found: list[Source] = []
        for start in range(0, len(paths), AT_ONCE):
            some = paths[start : start + AT_ONCE]
            listed = await self.server.list("REPORT", self.address, questions.objects(some), depth="0")
            answers = {self.path(part): part for part in listed.parts}
            if missing := set(some) - set(answers):
                raise Unreadable(f"{len(missing)} objects without an answer")
            found += [self._source(answers[path]) for path in some if answers[path].status not in GONE]
        return found

    async def names(self) -> frozenset[str]:
        """The paths of all objects."""
        listed = await self.server.list("PROPFIND", self.address, NAMES, depth="1")
        return frozenset(self.path(part) for part in listed.parts if self.is_object(part))

    @cached_property
    def _own_path(self) -> str:
        return path_of(self.address, self.address)

    def path(self, part: Part) -> str:
        return path_of(part.href, self.address)

    def is_object(self, part: Part) -> bool:
        """Not the calendar itself, which some servers name among its objects."""
        path = self.path(part)
        return not path.endswith("/") and path != self._own_path

    async def _found(self, starts_at: datetime, ends_at: datetime, wanted: str) -> list[Part]:
        asked = questions.within(starts_at, ends_at, wanted=wanted)
        listed = await self.server.list("REPORT", self.address, asked, depth="1")
        return [part for part in _there(listed.parts) if self.is_object(part)]

    def _source(self, part: Part) -> Source:
        if part.status != 200 or TEXT not in part.properties:
            raise Unreadable("an object without its text")
        return Source(self.path(part), part.text(ETAG), part.raw(TEXT))


def _there(parts: Iterable[Part]) -> list[Part]:
    """Raises Unreadable where the server could not say everything: it is then no complete answer."""
    if any(part.status not in {200, *GONE} for part in parts):
        raise Unreadable("an incomplete list")
    return [part for part in parts if part.status == 200]
