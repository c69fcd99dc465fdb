"""Outside calendars are read in turn. Every way in which that can go wrong leaves what is known as it was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from terminbuch.actions.outside import reading
from terminbuch.ical.seen import Reading
from terminbuch.models import OutsideCalendar

from . import accounts, kinds, outbound
from .kind import Account, Kind
from .troubles import TokenLost, TooMany, Trouble

LEASE = timedelta(minutes=6)
SECONDS = 150.0
"""For one read. Two and what is kept of them must fit into the lease."""
BACK, AHEAD = timedelta(days=2), timedelta(days=400)
NIGHT_BEGINS, NIGHT_LASTS = timedelta(hours=1), timedelta(hours=4)
log = logging.getLogger("terminbuch.calendars")


@dataclass(frozen=True, slots=True)
class Question:
    """Without a ``token`` all is asked for, to be compared."""

    starts_at: datetime
    ends_at: datetime
    token: str


type Opening = Callable[[Account], Kind]


def sync_next(now: datetime, *, opened: Opening = kinds.opened) -> bool:
    """Reads the calendar that has waited longest; False when none is due. Idle, it only reads."""
    calendar = reading.take_due(now, lease=LEASE)
    if calendar is None:
        return False
    sync(calendar, now=now, opened=opened)
    return True


def sync(calendar: OutsideCalendar, *, now: datetime, opened: Opening = kinds.opened) -> None:
    """Read what ``take_due`` gave, and keep it or note the trouble. Raises nothing."""
    try:
        reading.keep(calendar, _read(calendar, now, opened), now=now)
    except TooMany as trouble:
        reading.note_trouble(calendar, trouble.code, now=now, again_at=trouble.again_at)
    except Trouble as trouble:
        log.info("calendar %s: %s %s", calendar.uid, trouble.code, trouble.detail)
        reading.note_trouble(calendar, trouble.code, now=now)
    except Exception:  # one calendar that we cannot read must not keep back the others
        log.exception("calendar %s", calendar.uid)
        reading.note_trouble(calendar, Trouble.code, now=now)


def _read(calendar: OutsideCalendar, now: datetime, opened: Opening) -> Reading:
    """What changed, or everything where that is due or changes cannot be told."""
    kind = opened(accounts.account_of(calendar.connection, now=now))
    try:
        return _asked(kind, calendar, question(calendar, now), now)
    except TokenLost:
        return _asked(kind, calendar, _everything(calendar, now), now)


def _asked(kind: Kind, calendar: OutsideCalendar, asked: Question, now: datetime) -> Reading:
    answer = kind.read(
        calendar.remote_id, starts_at=asked.starts_at, ends_at=asked.ends_at, token=asked.token, now=now
    )
    return outbound.wait(answer, seconds=SECONDS)


def question(calendar: OutsideCalendar, now: datetime) -> Question:
    """All of it once a night, when the days that are known move on by one: not everybody's at one moment."""
    everything = _everything(calendar, now)
    is_known = calendar.read_from == everything.starts_at and calendar.read_until is not None
    if calendar.full_due or not is_known:
        return everything
    return Question(everything.starts_at, calendar.read_until or everything.ends_at, calendar.token)


def _everything(calendar: OutsideCalendar, now: datetime) -> Question:
    own_hour = NIGHT_BEGINS + NIGHT_LASTS * (calendar.pk * 37 % 241) / 241
    today = (now - own_hour).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Question(today - BACK, today + AHEAD, "")
