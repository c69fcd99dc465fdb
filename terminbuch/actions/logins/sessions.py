"""Where somebody is signed in, and the end of it."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from terminbuch.actions.deed import deed

from .refusals import NothingThere


@deed
def end_others(user_id: int, *, keep: str) -> int:
    """Signs the person out everywhere but in the session with this key. Says in how many places."""
    return end_but(user_id, keep)


@deed
def end_one(user_id: int, session_id: int) -> None:
    """Raises NothingThere for one that is over, and for somebody else's."""
    row = UserSession.objects.filter(user_id=user_id, pk=session_id).first()
    if row is None:
        raise NothingThere
    _end([row.session_key])


@deed
def follow(user_id: int, *, was: str, now_is: str) -> None:
    """The session got a new key: its line in the list goes with it."""
    UserSession.objects.filter(user_id=user_id, session_key=was).update(session_key=now_is)


@deed
def forget_old(now: datetime) -> None:
    """Sessions that ran out, and their lines in people's lists. Tidiness: what ran out opens nothing."""
    Session.objects.filter(expire_date__lt=now).delete()
    living = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()


def end_but(user_id: int, keep: str) -> int:
    """A step of a deed."""
    others = UserSession.objects.filter(user_id=user_id).exclude(session_key=keep)
    keys = list(others.values_list("session_key", flat=True))
    _end(keys)
    return len(keys)


def _end(keys: list[str]) -> None:
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
