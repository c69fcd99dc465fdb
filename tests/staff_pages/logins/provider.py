"""A small provider of OpenID Connect on the loopback, as a company runs one."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLIENT, SECRET = "terminbuch", "a secret between the two"


class Provider(ThreadingHTTPServer):
    """Knows one person, whoever asks; remembers each code until it is used."""

    person: dict[str, Any]
    codes: dict[str, str]
    asked: list[str]

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.person = {"sub": "4711", "email": "clara@salon.example", "email_verified": True}
        self.codes, self.asked = {}, []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def allow(self, address: str) -> dict[str, str]:
        """What the person brings back from the page to which ``address`` leads."""
        sent = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = sent["code_challenge"]
        return {"state": sent["state"], "code": code}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        home = self.server.url
        known = {
            "/.well-known/openid-configuration": {
                "issuer": home,
                "authorization_endpoint": f"{home}/authorize",
                "token_endpoint": f"{home}/token",
                "userinfo_endpoint": f"{home}/userinfo",
                "jwks_uri": f"{home}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/userinfo": self.server.person,
        }
        self._answer(known.get(self.path))

    def do_POST(self) -> None:
        self.server.asked.append(self.path)
        length = int(self.headers["Content-Length"])
        sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        token = {"access_token": "for one look", "token_type": "Bearer"}
        self._answer(token if self._is_right(sent) else None)

    def _is_right(self, sent: dict[str, str]) -> bool:
        """The code once, with its proof (PKCE) and the client's secret."""
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_known = self.server.codes.pop(sent["code"], None) == proof
        return is_known and (sent["client_id"], sent["client_secret"]) == (CLIENT, SECRET)

    def _answer(self, said: dict[str, Any] | None) -> None:
        self.send_response(200 if said else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said or {"error": "invalid_grant"}).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the library calls it
        """Quiet."""


@contextmanager
def running_provider() -> Iterator[Provider]:
    with Provider() as provider:
        thread = Thread(target=provider.serve_forever)
        thread.start()
        yield provider
        provider.shutdown()
        thread.join()
