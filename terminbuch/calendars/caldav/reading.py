"""Busy times of a calendar: of a whole span, of what changed since, or of what stands there right now."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from terminbuch.calendars.troubles import TooLarge, Unreadable
from terminbuch.ical.busy import Asked, NothingReadable, Source, TooMuch, Understood
from terminbuch.ical.guarded import understood
from terminbuch.ical.seen import Reading, SeenEvent

from .changing import changes
from .collection import Collection

SECONDS: Final = 20.0


@dataclass(frozen=True)
class Reader:
    """``zone`` and ``owners`` as in Account."""

    collection: Collection
    zone: ZoneInfo
    owners: frozenset[str]

    async def all(self, starts_at: datetime, ends_at: datetime, *, now: datetime) -> Reading:
        """The token is asked for first: what changes meanwhile is then told twice, never never."""
        token = await self.collection.token()
        paths = await self.collection.within(starts_at, ends_at)
        sources = await self.collection.objects(paths)
        found = await self.understood(sources, starts_at, ends_at)
        return Reading(
            now, starts_at, ends_at, is_full=True, events=found.events, token=token, skipped=found.skipped
        )

    async def changed(self, starts_at: datetime, ends_at: datetime, token: str, *, now: datetime) -> Reading:
        """Also what lies outside of the span: an event that moved there blocks nothing any more."""
        way, _, value = token.partition(":")
        if way == "ctag":
            return await self._if_changed(starts_at, ends_at, token, now=now)
        news = await changes(self.collection, value)
        sources = await self.collection.objects(sorted(news.changed))
        found = await self.understood(sources, starts_at, ends_at)
        gone = news.gone | (news.changed - {source.remote_id for source in sources})
        return Reading(
            now,
            starts_at,
            ends_at,
            is_full=False,
            events=found.events,
            gone=gone,
            token=f"sync:{news.token}",
            skipped=found.skipped,
            unchanged=not (news.changed or gone),
        )

    async def now(self, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        """What touches the span; our own entries also where somebody shows them as free."""
        sources = await self.collection.now(starts_at, ends_at)
        found = await self.understood(sources, starts_at, ends_at)
        return [event for event in found.events if event.spans or event.marker]

    async def understood(
        self, sources: Sequence[Source], starts_at: datetime, ends_at: datetime
    ) -> Understood:
        if not sources:
            return Understood(())
        asked = Asked(starts_at, ends_at, self.zone, self.owners)
        try:
            return await asyncio.to_thread(understood, sources, asked, seconds=SECONDS)
        except TooMuch:
            raise TooLarge("more events than are read") from None
        except NothingReadable:
            raise Unreadable("an object cannot be read") from None

    async def _if_changed(
        self, starts_at: datetime, ends_at: datetime, token: str, *, now: datetime
    ) -> Reading:
        """A server that knows only that something changed: then everything is read."""
        if await self.collection.token() != token:
            return await self.all(starts_at, ends_at, now=now)
        return Reading(now, starts_at, ends_at, is_full=False, token=token, unchanged=True)
