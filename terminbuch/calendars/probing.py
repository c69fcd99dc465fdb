"""Rights are found out by doing: a calendar is read, and an event far ahead is written and taken away."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch.actions.outside import probes
from terminbuch.ical.seen import Entry, Known

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


async def rights(kind: Kind, calendar: str, *, now: datetime) -> Rights:
    """What the account may do with the calendar. Raises a Trouble that says nothing about rights, as when
    nobody answers.
    """
    starts_at = now.replace(minute=0, second=0, microsecond=0) + AHEAD
    if not await _may(kind.look(calendar, starts_at=starts_at, ends_at=starts_at + LONG)):
        return Rights(reads=False)
    written: list[Known] = []

    async def write() -> None:
        written.append(await kind.put(calendar, _probe(starts_at, now), None))

    if not await _may(write()):
        return Rights(reads=True)
    return Rights(reads=True, writes=True, erases=await _may(kind.erase(calendar, written[0])))


async def _may(asked: Awaitable[object]) -> bool:
    try:
        await asked
    except NotAllowed:
        return False
    return True


def _probe(starts_at: datetime, now: datetime) -> Entry:
    """Of no booking, and never the same again: a name that was used may not be free."""
    uid = uuid.uuid4()
    return Entry(
        marker=uid.hex,
        uid=str(uid),
        generation=0,
        sequence=0,
        starts_at=starts_at,
        ends_at=starts_at + LONG,
        summary=NAME,
        written_at=now,
    )


def probe_due(now: datetime, *, opened: Callable[[Account], Kind] = kinds.opened) -> bool:
    """Tries one of the calendars that receive, each once a day; false when none is due.

    Nobody's silence takes a right away: then it is as it was.
    """
    calendar = probes.take_due(now)
    if calendar is None:
        return False
    try:
        account = accounts.account_of(calendar.connection, now=now)
        found = outbound.wait(rights(opened(account), calendar.remote_id, now=now), seconds=SECONDS)
    except Trouble as trouble:
        log.info("calendar %s: rights not tried: %s", calendar.uid, trouble.code)
    else:
        probes.note(calendar, found.missing, now=now)
    return True
