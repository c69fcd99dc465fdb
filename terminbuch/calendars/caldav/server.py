"""An account's server: asked with its secret, and its refusals by name."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, unquote

import httpx2

from terminbuch.calendars import outbound
from terminbuch.calendars.kind import Account
from terminbuch.calendars.outbound import Answer, OtherHost, host_of
from terminbuch.calendars.troubles import (
    Broken,
    ChangedThere,
    NotAllowed,
    NotThere,
    SignedOut,
    TooMany,
    Trouble,
    Unreadable,
)

from .answers import MultiStatus, multi_status

MOST_BYTES: Final = 32 * 1024 * 1024
# What may stand in a part of a path as it is; servers differ in what they write with a percent sign.
PLAIN: Final = "@:!$&'()*+,;=-._~"
BY_STATUS: Final[Mapping[int, type[Trouble]]] = {
    401: SignedOut,
    403: NotAllowed,
    404: NotThere,
    410: NotThere,
    412: ChangedThere,
}


@dataclass(frozen=True)
class Server:
    hosts: frozenset[str]
    username: str
    secret: Mapping[str, Any] = field(repr=False)

    @classmethod
    def of(cls, account: Account) -> Server:
        return cls(account.hosts, account.username, account.secret)

    async def ask(
        self, method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Every status is an answer here: see ``judged``."""
        ours = {"Authorization": self._authorization(), "Content-Type": "application/xml; charset=utf-8"}
        return await outbound.request(
            method,
            url,
            headers={**ours, **(headers or {})},
            body=body,
            hosts=self.hosts,
            sends_secret=True,
            most_bytes=MOST_BYTES,
        )

    async def list(self, method: str, url: str, body: bytes, *, depth: str) -> MultiStatus:
        """A multi-status, whole."""
        answer = await self.ask(method, url, body=body, headers={"Depth": depth})
        return await read(judged(answer, 207))

    def _authorization(self) -> str:
        if "access_token" in self.secret:
            return f"Bearer {self.secret['access_token']}"
        known = f"{self.username}:{self.secret.get('password', '')}"
        return f"Basic {b64encode(known.encode()).decode()}"


async def read(answer: Answer) -> MultiStatus:
    """Beside the loop, for a long list takes a while."""
    return await asyncio.to_thread(multi_status, answer.body)


def judged(answer: Answer, *expected: int) -> Answer:
    """The answer, when its status is one of those; else the Trouble that it is."""
    if answer.status in expected:
        return answer
    said = f"status {answer.status}"
    if answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers):
        raise TooMany(said, again_at=_again_at(answer.headers.get("retry-after", "")))
    if answer.status >= 500:
        raise Broken(said)
    raise BY_STATUS.get(answer.status, Unreadable)(said)


def _again_at(said: str) -> datetime | None:
    """Seconds; the date that would be allowed, too, hardly anybody sends."""
    if not said.isascii() or not said.isdigit():
        return None
    return datetime.now(UTC) + timedelta(seconds=min(int(said), 86_400))


def address_of(href: str, base: str) -> str:
    """A whole address on the base's own host. Raises OtherHost, so no question and no secret goes there.

    Behind a proxy some servers name themselves with another scheme or port: that is the base's host still.
    """
    return str(httpx2.URL(base).copy_with(raw_path=path_of(href, base).encode("ascii")))


def path_of(href: str, base: str) -> str:
    """How an object is called: its path, always written in the same way."""
    path = href if href.startswith("/") and not href.startswith("//") else _path_on(href, base)
    return "/".join(quote(unquote(part), safe=PLAIN) for part in path.split("/"))


def _path_on(href: str, base: str) -> str:
    origin = httpx2.URL(base)
    try:
        url = origin.join(href)
    except (httpx2.InvalidURL, ValueError):
        raise Unreadable("an object without an address") from None
    if url.raw_host.lower() != origin.raw_host.lower():
        raise OtherHost(host_of(url))
    return f"/{url.raw_path.decode('ascii').lstrip('/')}"
