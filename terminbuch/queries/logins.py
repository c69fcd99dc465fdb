"""How somebody signs in, and where that person is signed in now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from terminbuch.models import User

Type = Authenticator.Type


@dataclass(frozen=True, slots=True)
class Factors:
    """What is asked for besides the password."""

    app: Authenticator | None = None
    passkeys: list[Authenticator] = field(default_factory=list)
    codes_left: int = 0

    @property
    def any(self) -> bool:
        return self.app is not None or bool(self.passkeys)


def factors_of(user: User) -> Factors:
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        passkeys=[row for row in rows if row.type == Type.WEBAUTHN],
        codes_left=len(codes.data["hashes"]) if codes else 0,
    )


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=[Type.TOTP, Type.WEBAUTHN]).exists())


def passkey_of(user: User, key: int) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=Type.WEBAUTHN, pk=key).first()


def waiting_address(user: User) -> str:
    """The address this person wishes for and has not confirmed; empty: none."""
    row = EmailAddress.objects.filter(user=user, verified=False).order_by("-pk").first()
    return row.email if row else ""


def sessions_of(user: User, *, now: datetime) -> list[UserSession]:
    """The latest first; only those that still open a page."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at", "-pk"))
    keys = [row.session_key for row in rows]
    living = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    open_keys = set(living.values_list("session_key", flat=True))
    return [row for row in rows if row.session_key in open_keys]
