"""What is asked besides the password: a code of an app, or a passkey. And codes for the day both are lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn

from terminbuch.actions.deed import deed
from terminbuch.models import User

from . import telling
from .recovery import fresh_codes
from .refusals import AlreadySet, NoFactor, NothingThere
from .sessions import end_but

Type = Authenticator.Type
MOST_PASSKEYS = 20


@deed
def add_app(user_id: int, secret: str, *, now: datetime) -> list[str]:
    """From now on a code of the app is asked for. Returns recovery codes if there were none yet.

    The secret is stored sealed. Raises AlreadySet.
    """
    user = _locked(user_id)
    if _rows(user, Type.TOTP).exists():
        raise AlreadySet
    TOTP.activate(user, secret)
    telling.tell_of_change("app_added", user, now=now)
    return _first_codes(user)


@deed
def remove_app(user_id: int, *, now: datetime) -> None:
    """Raises NothingThere."""
    user = _locked(user_id)
    _remove(user, Type.TOTP)
    telling.tell_of_change("app_removed", user, now=now)


@deed
def add_passkey(user_id: int, name: str, credential: dict[str, Any], *, now: datetime) -> list[str]:
    """``credential`` is what the browser made, already checked against its challenge.

    Returns recovery codes if there were none yet. Raises AlreadySet for more keys than anybody has.
    """
    user = _locked(user_id)
    if _rows(user, Type.WEBAUTHN).count() >= MOST_PASSKEYS:
        raise AlreadySet
    WebAuthn.add(user, name, credential)
    telling.tell_of_change("passkey_added", user, now=now)
    return _first_codes(user)


@deed
def name_passkey(user_id: int, key: int, name: str) -> None:
    """Raises NothingThere."""
    row = _rows(_locked(user_id), Type.WEBAUTHN).filter(pk=key).first()
    if row is None:
        raise NothingThere
    row.data["name"] = name
    row.save(update_fields=["data"])


@deed
def remove_passkey(user_id: int, key: int, *, now: datetime) -> None:
    """Raises NothingThere."""
    user = _locked(user_id)
    _remove(user, Type.WEBAUTHN, pk=key)
    telling.tell_of_change("passkey_removed", user, now=now)


@deed
def new_codes(user_id: int, *, now: datetime) -> list[str]:
    """Ten new ones; the old ones open nothing any more. Raises NoFactor where they would help nobody."""
    user = _locked(user_id)
    if not _rows(user, Type.TOTP, Type.WEBAUTHN).exists():
        raise NoFactor
    _rows(user, Type.RECOVERY_CODES).delete()
    telling.tell_of_change("codes_made", user, now=now)
    return fresh_codes(user)


@deed
def forget_all(email: str, *, now: datetime) -> None:
    """For somebody who lost them all: everything but the password, and every session. Raises NothingThere."""
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None or not Authenticator.objects.filter(user=user).delete()[0]:
        raise NothingThere
    end_but(user.pk, keep="")
    telling.tell_of_change("second_factor_removed", user, now=now)


def _locked(user_id: int) -> User:
    return User.objects.select_for_update().get(pk=user_id)


def _rows(user: User, *types: str) -> Any:
    return Authenticator.objects.filter(user=user, type__in=types)


def _first_codes(user: User) -> list[str]:
    return [] if _rows(user, Type.RECOVERY_CODES).exists() else fresh_codes(user)


def _remove(user: User, type_: str, **which: int) -> None:
    """With the last factor go the recovery codes."""
    removed, _by_table = _rows(user, type_).filter(**which).delete()
    if not removed:
        raise NothingThere
    if not _rows(user, Type.TOTP, Type.WEBAUTHN).exists():
        _rows(user, Type.RECOVERY_CODES).delete()
