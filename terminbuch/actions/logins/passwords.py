"""A new password: by somebody who knows the old one, or by a link that came in a mail."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password

from terminbuch.actions import attempts
from terminbuch.actions.deed import deed
from terminbuch.models import User

from . import telling
from .links import user_of
from .sessions import end_but

RESETS_PER_MAIL, RESETS_PER_VISITOR = 3, 30


def ask_reset(email: str, *, visitor: str, now: datetime) -> None:
    """Promises a mail with a link, if somebody signs in with this address.

    Nothing tells whether that is so: for an unknown address as much is written, elsewhere.
    Raises TooManyTries, known or not.
    """
    limits = [
        attempts.Limit("reset_mail", email.lower(), RESETS_PER_MAIL),
        attempts.Limit("reset_visitor", visitor, RESETS_PER_VISITOR),
    ]
    attempts.count_all(limits, now=now)
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        attempts.count("reset_unknown", email.lower(), limit=RESETS_PER_MAIL, now=now)
    else:
        _promise_link(user, now)


@deed
def reset(token: str, password: str, *, now: datetime) -> User:
    """Sets the password of whom the link was written to, and ends every session. The second factor stays.

    Raises DeadLink, and ValidationError for a password that is too short or too common.
    """
    user = User.objects.select_for_update().get(pk=user_of(token).pk)
    user_of(token)  # again, now that nobody else can use the link at the same time
    _set(user, password)
    end_but(user.pk, keep="")
    telling.tell_of_change("password_set", user, now=now)
    return user


@deed
def change(user_id: int, password: str, *, keep: str, now: datetime) -> User:
    """Ends every session but the one with the key ``keep``. Raises ValidationError as ``reset`` does."""
    user = User.objects.select_for_update().get(pk=user_id)
    _set(user, password)
    end_but(user.pk, keep=keep)
    telling.tell_of_change("password_changed", user, now=now)
    return user


@deed
def _promise_link(user: User, now: datetime) -> None:
    telling.promise(telling.PASSWORD_RESET, user, now=now)


def _set(user: User, password: str) -> None:
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
