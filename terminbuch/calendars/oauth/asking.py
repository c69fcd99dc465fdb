"""The library that knows OAuth asks through our only way out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client

from terminbuch.calendars import outbound
from terminbuch.calendars.troubles import Broken, SignedOut, TooMany, Unreadable, Unregistered

from .providers import Provider

MOST_BYTES = 64 * 1024
# Somebody must sign in again; everything else is wrong with the registration, and the operator's to mend.
OVER = {"invalid_grant", "interaction_required", "consent_required", "login_required", "access_denied"}


@dataclass(frozen=True)
class _Said:
    status_code: int
    body: bytes = field(repr=False)

    def json(self) -> Any:
        return json.loads(self.body)

    def raise_for_status(self) -> None:
        raise Unreadable(f"HTTP {self.status_code}")


class _Way:
    """What the library takes for its HTTP session."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def post(
        self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: ClientAuth
    ) -> _Said:
        url, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        answer = outbound.wait(_ask(url, sent, body, self._seconds), seconds=self._seconds)
        if answer.status == 429:
            raise TooMany("tokens")
        if answer.status >= 500:
            raise Broken(f"tokens: HTTP {answer.status}")
        return _Said(answer.status, answer.body)


async def _ask(url: str, headers: Mapping[str, str], body: str, seconds: float) -> outbound.Answer:
    return await outbound.request(
        "POST", url, headers=headers, body=body.encode(), hosts=frozenset({outbound.host_of(url)}),
        sends_secret=True, most_bytes=MOST_BYTES, seconds=seconds,
    )  # fmt: skip


def client(provider: Provider, *, back: str = "", seconds: float = 10.0) -> OAuth2Client:
    """``back`` is our address to which the browser returns."""
    return OAuth2Client(
        _Way(seconds),
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106  # the name of a way, and no secret
        scope=provider.scope,
        redirect_uri=back,
        code_challenge_method="S256",
    )


def asked(provider: Provider, *, back: str = "", seconds: float = 10.0, **grant: str) -> dict[str, Any]:
    """Tokens for a code or for a token to renew. Raises a Trouble; SignedOut when only a person can help."""
    try:
        told: dict[str, Any] = client(provider, back=back, seconds=seconds).fetch_token(
            provider.tokens, **grant
        )
    except OAuth2Error as error:
        raise _trouble(str(error.error)) from None
    except (ValueError, TypeError):
        raise Unreadable("tokens: no JSON") from None
    if not isinstance(told.get("access_token"), str):
        raise Unreadable("tokens: none in the answer")
    return told


def _trouble(code: str) -> Exception:
    if code in OVER:
        return SignedOut(code)
    return Broken(code) if code == "temporarily_unavailable" else Unregistered(code)
