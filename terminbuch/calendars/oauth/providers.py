from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

GOOGLE = "google"
MICROSOFT = "microsoft"
KINDS = (GOOGLE, MICROSOFT)
NAMES: Mapping[str, str] = {GOOGLE: "Google", MICROSOFT: "Microsoft"}
# Busy times and events; the list of calendars; and free or busy of those that show no more.
GOOGLE_SCOPES = ("calendar.events", "calendar.calendarlist.readonly", "calendar.freebusy")


@dataclass(frozen=True)
class Provider:
    """Where one signs in, where tokens come from, and what is asked for."""

    client_id: str
    client_secret: str = field(repr=False)
    sign_in: str
    tokens: str
    scope: str
    wishes: Mapping[str, str] = field(default_factory=dict)


def is_configured(kind: str) -> bool:
    """Whether the operator registered this installation there; other kinds need nothing."""
    return kind not in KINDS or bool(provider(kind).client_id)


def provider(kind: str) -> Provider:
    return _google() if kind == GOOGLE else _microsoft()


def _google() -> Provider:
    """Without "consent" a second sign-in brings no token that can be renewed."""
    return Provider(
        client_id=settings.GOOGLE_CLIENT_ID,
        client_secret=settings.GOOGLE_CLIENT_SECRET,
        sign_in=settings.GOOGLE_SIGN_IN,
        tokens=settings.GOOGLE_TOKENS,
        scope=" ".join(f"https://www.googleapis.com/auth/{scope}" for scope in GOOGLE_SCOPES),
        wishes={"access_type": "offline", "prompt": "consent"},
    )


def _microsoft() -> Provider:
    place = f"{settings.MICROSOFT_SIGN_IN}/{settings.MICROSOFT_TENANT}/oauth2/v2.0"
    return Provider(
        client_id=settings.MICROSOFT_CLIENT_ID,
        client_secret=settings.MICROSOFT_CLIENT_SECRET,
        sign_in=f"{place}/authorize",
        tokens=f"{place}/token",
        scope="offline_access Calendars.ReadWrite",
        wishes={"prompt": "select_account"},
    )
