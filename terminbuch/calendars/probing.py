"""Rights are found out by doing: a calendar is read, and an event far ahead is written and taken away.

What could not be taken away at once, or was written unheard, is taken away later.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch.actions.outside import probes
from terminbuch.ical.seen import Entry, Known
from terminbuch.models import CalendarProbe, OutsideCalendar

from . import accounts, kinds, outbound
from .kind import Account, Kind
from .troubles import NotAllowed, Trouble

AHEAD = timedelta(days=3 * 365)  # farther than anything that is read
LONG = timedelta(minutes=15)
SECONDS = 20.0
NAME = "Terminbuch"
log = logging.getLogger("terminbuch.calendars")


@dataclass(frozen=True, slots=True)
class Rights:
    reads: bool
    writes: bool = False
    erases: bool = False

    @property
    def missing(self) -> str:
        """ "read", "write", "delete", or "" when none is."""
        if not self.reads:
            return "read"
        if not self.writes:
            return "write"
        return "" if self.erases else "delete"


def try_rights(kind: Kind, calendar: OutsideCalendar, *, now: datetime, seconds: float = SECONDS) -> str:
    """The right that is missing, or nothing. Raises a Trouble, as ``rights`` does."""
    starts_at = now.replace(minute=0, second=0, microsecond=0) + AHEAD
    probe = probes.begin(calendar, starts_at, starts_at + LONG, now=now)
    found = outbound.wait(rights(kind, calendar.remote_id, _entry(probe, now)), seconds=seconds)
    if found.missing != "delete":
        probes.over(probe)
    return found.missing


async def rights(kind: Kind, calendar: str, entry: Entry) -> Rights:
    """What the account may do with the calendar. Raises a Trouble that says nothing about rights, as when
    nobody answers; the entry may then stand there.
    """
    if not await _may(kind.look(calendar, starts_at=entry.starts_at, ends_at=entry.ends_at)):
        return Rights(reads=False)
    written: list[Known] = []

    async def write() -> None:
        written.append(await kind.put(calendar, entry, None))

    if not await _may(write()):
        return Rights(reads=True)
    return Rights(reads=True, writes=True, erases=await _may(kind.erase(calendar, written[0])))


async def _may(asked: Awaitable[object]) -> bool:
    try:
        await asked
    except NotAllowed:
        return False
    return True


def _entry(probe: CalendarProbe, now: datetime) -> Entry:
    """Of no booking, and never the same again: a name that was used may not be free."""
    return Entry(
        marker=probe.uid.hex,
        uid=str(probe.uid),
        generation=0,
        sequence=0,
        starts_at=probe.starts_at,
        ends_at=probe.ends_at,
        summary=NAME,
        written_at=now,
    )


def probe_due(now: datetime, *, opened: Callable[[Account], Kind] = kinds.opened) -> bool:
    """Takes away what an earlier try has left, or tries one of the calendars that receive, each once a day;
    false when nothing is due.

    Nobody's silence takes a right away: then it is as it was.
    """
    left = probes.take_left(now)
    if left is not None:
        _clear(left, opened, now)
        return True
    calendar = probes.take_due(now)
    if calendar is None:
        return False
    try:
        account = accounts.account_of(calendar.connection, now=now)
        missing = try_rights(opened(account), calendar, now=now)
    except Trouble as trouble:
        log.info("calendar %s: rights not tried: %s", calendar.uid, trouble.code)
    else:
        probes.note(calendar, missing, now=now)
    return True


def _clear(probe: CalendarProbe, opened: Callable[[Account], Kind], now: datetime) -> None:
    calendar = probe.calendar
    try:
        account = accounts.account_of(calendar.connection, now=now)
        outbound.wait(_taken_away(opened(account), probe), seconds=SECONDS)
    except Trouble as trouble:
        log.info("calendar %s: what was tried still stands there: %s", calendar.uid, trouble.code)
    else:
        probes.over(probe)


async def _taken_away(kind: Kind, probe: CalendarProbe) -> None:
    calendar = probe.calendar.remote_id
    for event in await kind.look(calendar, starts_at=probe.starts_at, ends_at=probe.ends_at):
        if event.marker == probe.uid.hex:
            await kind.erase(calendar, Known(event.remote_id, event.etag))
