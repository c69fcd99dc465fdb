"""The way through the browser: there with a challenge, back with a code that is good for once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from terminbuch.calendars.troubles import NotAllowed

from .asking import asked, client
from .providers import GOOGLE, provider

RANDOM_BYTES = 48


@dataclass(frozen=True)
class Begun:
    """``address`` is where the browser goes. State and verifier stay with us until it comes back."""

    address: str
    state: str
    verifier: str = field(repr=False)


def begin(kind: str, *, back: str) -> Begun:
    there, verifier = provider(kind), token_urlsafe(RANDOM_BYTES)
    address, state = client(there, back=back).create_authorization_url(
        there.sign_in, state=token_urlsafe(RANDOM_BYTES), code_verifier=verifier, **there.wishes
    )
    return Begun(address, state, verifier)


def redeem(kind: str, code: str, *, verifier: str, back: str, now: datetime) -> dict[str, Any]:
    """What the connection keeps as its secret. Raises a Trouble; NotAllowed where nothing can be renewed."""
    told = asked(
        provider(kind), back=back, grant_type="authorization_code", code=code, code_verifier=verifier
    )
    if not told.get("refresh_token"):
        raise NotAllowed("no token that can be renewed")
    if kind == GOOGLE and not _is_whole(told, provider(kind).scope):
        raise NotAllowed("not all that was asked for")
    return kept(told, before={}, now=now)


def _is_whole(told: dict[str, Any], scope: str) -> bool:
    """At Google one may agree to some of it and not to the rest."""
    return set(scope.split()) <= set(str(told.get("scope", scope)).split())


def kept(told: dict[str, Any], *, before: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Google renews without a new refresh token; Microsoft sends one each time, and then it counts."""
    lasts = told.get("expires_in", 0)
    return {
        "access_token": told["access_token"],
        "refresh_token": told.get("refresh_token") or before.get("refresh_token", ""),
        "expires_at": now.timestamp() + (float(lasts) if isinstance(lasts, int | float) else 0.0),
    }
