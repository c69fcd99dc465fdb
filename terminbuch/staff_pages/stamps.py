"""What a session knows about its own age: when it began, was last used, and when its owner last proved it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase

BEGAN, SEEN, PROVED = "began_at", "seen_at", "proved_at"
FRESH = timedelta(minutes=15)
# Noted not more often than this, for each note writes a row.
NOTED_EVERY = timedelta(minutes=5)


def begin(session: SessionBase, now: datetime) -> None:
    """Somebody has signed in at this moment."""
    session[BEGAN] = session[SEEN] = session[PROVED] = now.timestamp()


def prove(session: SessionBase, now: datetime) -> None:
    """Whoever is signed in has shown again to be that person."""
    session[PROVED] = now.timestamp()


def is_fresh(session: SessionBase, now: datetime) -> bool:
    return _age(session, PROVED, now) <= FRESH


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether too much time went by since it began, or since anything was done in it."""
    if SESSION_KEY not in session:
        return False
    most = timedelta(hours=settings.SIGN_IN_HOURS)
    idle = timedelta(minutes=settings.SIGN_IN_IDLE_MINUTES)
    return _age(session, BEGAN, now) > most or _age(session, SEEN, now) > idle


def note_use(session: SessionBase, now: datetime) -> None:
    """A session that does not know when it began begins now: nobody may live for ever."""
    if SESSION_KEY not in session:
        return
    if BEGAN not in session:
        session[BEGAN] = now.timestamp()
    if SEEN not in session or _age(session, SEEN, now) > NOTED_EVERY:
        session[SEEN] = now.timestamp()


def _age(session: SessionBase, stamp: str, now: datetime) -> timedelta:
    """What was never noted about PROVED is old; about the others it is about to be noted."""
    at = session.get(stamp, 0 if stamp == PROVED else now.timestamp())
    return timedelta(seconds=now.timestamp() - at)
