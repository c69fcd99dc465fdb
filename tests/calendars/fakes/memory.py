"""A calendar that stands in memory, and does on demand what the real ones sometimes do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from terminbuch.calendars.kind import Watch
from terminbuch.calendars.troubles import ChangedThere, IdBurnt, NotAllowed, SignedOut, TokenLost, Unreachable
from terminbuch.ical.seen import Entry, Found, Known, Reading, SeenEvent, SeenSpan


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it stands there. ``title`` is what a person reads."""

    starts_at: datetime
    ends_at: datetime
    etag: str
    uid: str = ""
    marker: str = ""
    title: str = ""
    is_tentative: bool = False

    @property
    def times(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at


@dataclass
class MemoryCalendar:
    """One calendar. ``silent``: so many of the next questions get no answer, ``mute``: so many of the next
    changes are made and their answer is lost, ``lost_tokens`` counts likewise. ``forbidden`` are rights that
    are missing; ``burns``: a name that was used is never free again.
    """

    is_live: bool = True
    events: dict[str, Stored] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    burnt: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    mute: int = 0
    lost_tokens: int = 0
    forbidden: frozenset[str] = frozenset()
    signed_out: bool = False
    burns: bool = False

    async def calendars(self) -> list[Found]:
        self._ask("calendars")
        return [Found("memory", "Memory", may_write=True)]

    async def read(
        self, calendar: str, *, starts_at: datetime, ends_at: datetime, token: str, now: datetime
    ) -> Reading:
        self._ask("read")
        if token and self.lost_tokens:
            self.lost_tokens -= 1
            raise TokenLost
        names = set(self.changed[int(token) :]) if token else set(self.events)
        return Reading(
            asked_at=now,
            starts_at=starts_at,
            ends_at=ends_at,
            is_full=not token,
            events=tuple(self._seen(name) for name in sorted(names & self.events.keys())),
            gone=frozenset(names - self.events.keys()),
            token=str(len(self.changed)),
        )

    async def look(self, calendar: str, *, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
        self._ask("look")
        self._refuse("read")
        return [
            self._seen(name)
            for name, event in self.events.items()
            if event.starts_at < ends_at and starts_at < event.ends_at
        ]

    async def find(self, calendar: str, remote_id: str) -> SeenEvent | None:
        self._ask("find")
        self._refuse("read")
        return self._seen(remote_id) if remote_id in self.events else None

    async def put(self, calendar: str, entry: Entry, known: Known | None) -> Known:
        self._ask("put")
        self._refuse("write")
        name = known.remote_id if known else f"{entry.uid}-{entry.generation}.ics"
        there = self.events.get(name)
        if known and (there is None or known.etag not in {"", there.etag}):
            raise ChangedThere
        if there is not None and entry.marker != there.marker and entry.uid != there.uid:
            raise ChangedThere
        if there is None and name in self.burnt:
            raise IdBurnt
        self.place(
            name,
            entry.starts_at,
            entry.ends_at,
            uid=entry.uid,
            marker=entry.marker,
            title=entry.summary,
            is_tentative=entry.is_tentative,
        )
        self._lose_answer()
        return Known(name, self.events[name].etag, entry.generation)

    async def erase(self, calendar: str, known: Known) -> None:
        self._ask("erase")
        self._refuse("delete")
        there = self.events.get(known.remote_id)
        if there is not None and known.etag not in {"", there.etag}:
            raise ChangedThere
        if there is not None:
            self.remove(known.remote_id)
        self._lose_answer()

    async def watch(self, calendar: str, *, address: str, channel: str, secret: str) -> Watch | None:
        return None

    async def unwatch(self, calendar: str, remote_id: str) -> None:
        return None

    def place(self, name: str, starts_at: datetime, ends_at: datetime, **fields: object) -> None:
        """What another calendar program does: an event is put there, or takes the place of what was there."""
        self.changed.append(name)
        self.events[name] = Stored(starts_at, ends_at, f"e{len(self.changed)}", **fields)  # type: ignore[arg-type]

    def shift(self, name: str, by: timedelta, *, longer: timedelta = timedelta(0)) -> None:
        """Somebody drags it."""
        there = self.events[name]
        self.changed.append(name)
        self.events[name] = replace(
            there,
            starts_at=there.starts_at + by,
            ends_at=there.ends_at + by + longer,
            etag=f"e{len(self.changed)}",
        )

    def remove(self, name: str) -> Stored:
        self.changed.append(name)
        if self.burns:
            self.burnt.add(name)
        return self.events.pop(name)

    def names_of(self, marker: str) -> list[str]:
        """Of a booking's own entries; there is never more than one."""
        return [name for name, event in self.events.items() if event.marker == marker]

    def _seen(self, name: str) -> SeenEvent:
        event = self.events[name]
        return SeenEvent(
            remote_id=name,
            etag=event.etag,
            uid=event.uid or name,
            marker=event.marker,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            spans=(SeenSpan(event.starts_at, event.ends_at),),
        )

    def _ask(self, what: str) -> None:
        self.asked[what] += 1
        if self.signed_out:
            raise SignedOut
        if self.silent:
            self.silent -= 1
            raise Unreachable

    def _refuse(self, right: str) -> None:
        if right in self.forbidden:
            raise NotAllowed

    def _lose_answer(self) -> None:
        if self.mute:
            self.mute -= 1
            raise Unreachable
