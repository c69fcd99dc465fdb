"""A service that lets people sign in: a code for the browser, tokens for it, and newer ones for these."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from .service import Question, Reply, Service

CLIENT = {"client_id": "terminbuch-in-tests", "client_secret": "secret-of-the-client"}


@dataclass
class Tokens:
    access: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: count[int] = field(default_factory=count)


class SigningService(Service):
    token_path = ""
    rotates = False
    """Whether a token that was renewed dies."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = Tokens()
        self.gives_scope = ""
        """What somebody agrees to; "" is all that was asked for."""

    def signed_in(self) -> dict[str, Any]:
        """What a connection keeps of somebody who has signed in already; good for an hour from 1970 on."""
        return {**self._pair(), "expires_at": 3600}

    def agree(self, address: str, **lies: str) -> dict[str, str]:
        """What the browser brings back after somebody has agreed at ``address``."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{next(self.tokens.numbers)}"
        self.tokens.codes[code] = asked
        return {"state": asked["state"], "code": code, **lies}

    def forget_everybody(self) -> None:
        """As after another password: no token opens anything any more."""
        self.tokens.access.clear()
        self.tokens.refresh.clear()

    def is_signed_in(self, question: Question) -> bool:
        scheme, _space, token = question.headers.get("authorization", "").partition(" ")
        return scheme == "Bearer" and token in self.tokens.access

    def give_tokens(self, question: Question) -> Reply:
        sent = question.form
        if any(sent.get(name) != value for name, value in CLIENT.items()):
            return self._no("invalid_client", 401)
        if sent.get("grant_type") == "authorization_code":
            return self._for_code(sent)
        return self._for_refresh(sent.get("refresh_token", ""))

    def _for_code(self, sent: dict[str, str]) -> Reply:
        asked = self.tokens.codes.pop(sent.get("code", ""), None)
        if asked is None or sent.get("redirect_uri") != asked["redirect_uri"]:
            return self._no("invalid_grant")
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked.get("code_challenge_method") != "S256" or asked.get("code_challenge") != challenge:
            return self._no("invalid_grant")
        scope = self.gives_scope or asked["scope"]
        return Reply(200, {**self._pair(), "token_type": "Bearer", "expires_in": 3600, "scope": scope})

    def _for_refresh(self, refresh: str) -> Reply:
        if refresh not in self.tokens.refresh:
            return self._no("invalid_grant")
        told: dict[str, Any] = {"token_type": "Bearer", "expires_in": 3600}
        if self.rotates:
            self.tokens.refresh.discard(refresh)
            return Reply(200, told | self._pair())
        return Reply(200, told | {"access_token": self._access()})

    def _pair(self) -> dict[str, str]:
        refresh = f"refresh-{next(self.tokens.numbers)}"
        self.tokens.refresh.add(refresh)
        return {"access_token": self._access(), "refresh_token": refresh}

    def _access(self) -> str:
        token = f"access-{next(self.tokens.numbers)}"
        self.tokens.access.add(token)
        return token

    def _no(self, error: str, status: int = 400) -> Reply:
        return Reply(status, {"error": error, "error_description": "the fake says no"})


def brought_back(answer: dict[str, str]) -> str:
    """As the query of our return address."""
    return urlencode(answer)
