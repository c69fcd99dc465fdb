"""Bookings are written into the calendars that receive them: one write at a time, at least once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from terminbuch.actions.outside import writing
from terminbuch.actions.outside.writing import Write
from terminbuch.ical.seen import Entry, Known, SeenEvent

from . import accounts, kinds, outbound
from .kind import Account, Kind
from .troubles import ChangedThere, IdBurnt, TooMany, Trouble

LEASE = timedelta(seconds=120)
SECONDS = 30.0  # well within the lease, so that nobody else writes meanwhile
A_DAY = timedelta(days=1)
log = logging.getLogger("terminbuch.calendars")


def write_due(now: datetime, *, opened: Callable[[Account], Kind] = kinds.opened) -> bool:
    """Carries out the write that has waited longest; false when none is due."""
    write = writing.take_due_write(now, lease=LEASE)
    if write is None:
        return False
    begun = monotonic()
    try:
        account = accounts.account_of(write.connection, now=now)
        known = outbound.wait(carried_out(opened(account), write), seconds=SECONDS)
    except IdBurnt:
        writing.burnt(write, now=now)
    except Trouble as trouble:
        _note(write, trouble, now=now)
    except Exception as bug:  # one entry that cannot be written must not keep back all others
        log.exception("write %s", write.delivery.uid)
        writing.not_written(write, "bug", type(bug).__name__, now=now)
    else:
        writing.wrote(write, known, now=now + timedelta(seconds=monotonic() - begun))
    return True


def _note(write: Write, trouble: Trouble, *, now: datetime) -> None:
    again_at = trouble.again_at if isinstance(trouble, TooMany) else None
    writing.not_written(
        write, trouble.code, trouble.detail, now=now, is_lasting=trouble.is_lasting, again_at=again_at
    )


async def carried_out(kind: Kind, write: Write) -> Known | None:
    """Where the entry stands now; None when it is gone, as wanted. Raises a Trouble."""
    if write.entry is None:
        await _erase(kind, write)
        return None
    try:
        return await kind.put(write.calendar.remote_id, write.entry, write.known)
    except ChangedThere:
        return await _overwrite(kind, write, write.entry)


async def _overwrite(kind: Kind, write: Write, entry: Entry) -> Known:
    """Ours is overwritten, whatever became of it: the booking is what counts. Where something foreign has
    taken the name, another name is needed (IdBurnt); what is gone is written anew.
    """
    there = await _there(kind, write)
    if there is None:
        return await kind.put(write.calendar.remote_id, entry, None)
    if not _is_ours(there, write):
        raise IdBurnt("something else has this name")
    return await kind.put(write.calendar.remote_id, entry, _known(there, entry.generation))


async def _erase(kind: Kind, write: Write) -> None:
    """Wherever it stands; what is not ours stays."""
    known = write.known or await _lost(kind, write)
    if known is None:
        return
    try:
        await kind.erase(write.calendar.remote_id, known)
    except ChangedThere:
        there = await _there(kind, write)
        if there is not None and _is_ours(there, write):
            await kind.erase(write.calendar.remote_id, _known(there, known.generation))


async def _lost(kind: Kind, write: Write) -> Known | None:
    """It may stand there all the same, if the answer to an earlier try was lost."""
    there = await _there(kind, write)
    return _known(there, 0) if there is not None and _is_ours(there, write) else None


async def _there(kind: Kind, write: Write) -> SeenEvent | None:
    """What stands under the entry's name, whenever that is, or else bears its mark. Nobody asks when nothing
    ever left.
    """
    if write.tried is None:
        return None
    named = await kind.find(write.calendar.remote_id, write.known.remote_id) if write.known else None
    if named is not None:
        return named
    starts_at, ends_at = write.tried
    events = await kind.look(write.calendar.remote_id, starts_at=starts_at - A_DAY, ends_at=ends_at + A_DAY)
    return next((event for event in events if _is_ours(event, write)), None)


def _is_ours(event: SeenEvent, write: Write) -> bool:
    """Some calendar programs drop the mark when they save an event; the UID they keep."""
    uid = write.booking.uid
    return event.marker == uid.hex or (not event.marker and event.uid == str(uid))


def _known(event: SeenEvent, generation: int) -> Known:
    return Known(event.remote_id, event.etag, generation)
