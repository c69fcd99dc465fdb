"""What every kind of connection can do. A fifth kind is one more folder with this, and a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent


@dataclass(frozen=True)
class Account:
    """All that is needed to ask: a connection with its secret opened. Shown and logged nowhere."""

    kind: str
    address: str = ""
    username: str = ""
    secret: Mapping[str, Any] = field(default_factory=dict, repr=False)
    hosts: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Watch:
    """A promise of the other side to tell us of changes."""

    remote_id: str
    expires_at: datetime


class Kind(Protocol):
    """One account, opened. Every function raises a Trouble when it did not surely succeed.

    They run on the loop of ``outbound`` and touch no table. Who calls sets the deadline around the call.
    """

    is_live: bool
    """Whether ``look`` answers with what stands there now; a feed may be hours old, so it does not count."""

    async def calendars(self) -> list[Found]:
        """Those of the account, complete."""

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        """All events within the span, or with a ``token`` what changed since. Raises TokenLost."""

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        """What touches the span right now, complete; our own entries among it, with their marker."""

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        """The event of this name, at whatever time it stands; its spans say nothing. None: it is gone."""

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        """Write it, whether or not it was written before; a repeat makes no second event.

        Raises ChangedThere when what stands there is not what ``known`` says, IdBurnt.
        """

    async def erase(self, calendar: str, known: Known) -> None:
        """Take it away; what is gone already counts as done. Raises ChangedThere."""

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        """Ask to be told at ``address``; None where this kind cannot."""

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        """No more notices; what is gone already counts as done."""
