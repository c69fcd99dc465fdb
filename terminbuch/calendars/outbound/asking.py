"""One question to an outside server, with every hop checked again and a deadline around all of it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import httpcore2
import httpx2

from terminbuch.calendars.troubles import Refused, Unreachable, Unreadable

from .addresses import check_address, host_of, is_unusual
from .pools import pool
from .unpacking import unpacked

MOST_BYTES: Final = 10 * 1024 * 1024
SECONDS: Final = 20.0
MOST_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
ASKED_ONCE: Final = frozenset({"POST", "PATCH"})  # a repeat could do it twice
BROKEN_OFF = (httpcore2.ReadError, httpcore2.WriteError, httpcore2.RemoteProtocolError)
NO_ANSWER = (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError, OSError)


class OtherHost(Refused):
    """The other side points to a host that nobody agreed to; the secret stays here."""

    def __init__(self, host: str) -> None:
        super().__init__(f"leads to {host}")
        self.host = host


@dataclass(frozen=True, slots=True)
class Answer:
    """``headers`` by their names in small letters; ``url`` is who answered in the end."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = field(repr=False)


@dataclass(frozen=True)
class _Question:
    method: str
    url: httpx2.URL = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    hosts: frozenset[str]
    sends_secret: bool
    most_bytes: int


async def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    hosts: frozenset[str] = frozenset(),
    sends_secret: bool,
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
) -> Answer:
    """Ask, and follow up to five redirects. Every status is an answer; who asks judges it.

    With ``sends_secret`` only ``hosts`` are asked, else OtherHost. Raises Refused for an address that may not
    be asked, TooLarge, Unreadable, and Unreachable in the same words for closed ports and for open ones.
    """
    asked = _Question(method, check_address(url), headers or {}, body, hosts, sends_secret, most_bytes)
    try:
        async with asyncio.timeout(seconds):
            return await _followed(asked)
    except ssl.SSLCertVerificationError:
        raise Unreachable("its certificate is not trusted") from None
    except (*NO_ANSWER, TimeoutError):
        raise Unreachable("no answer") from None


async def _followed(question: _Question) -> Answer:
    for _hop in range(MOST_REDIRECTS + 1):
        answer = await _patiently(question)
        if not _leads_on(answer, question.method):
            return answer
        question = _led_on(question, answer)
    raise Unreadable("redirects without end")


def _leads_on(answer: Answer, method: str) -> bool:
    return answer.status in REDIRECTS and "location" in answer.headers and method not in ASKED_ONCE


def _led_on(question: _Question, answer: Answer) -> _Question:
    try:
        target = question.url.join(answer.headers["location"])
    except (httpx2.InvalidURL, ValueError):
        raise Unreadable("a redirect to nowhere") from None
    return replace(question, url=check_address(str(target)))


async def _patiently(question: _Question) -> Answer:
    """Some servers reset a connection that was kept: then once more."""
    try:
        return await _asked(question)
    except BROKEN_OFF:
        if question.method in ASKED_ONCE:
            raise
        return await _asked(question)


async def _asked(question: _Question) -> Answer:
    host = host_of(question.url)
    if question.sends_secret and host not in question.hosts:
        raise OtherHost(host)
    try:
        return await _exchanged(question)
    except httpcore2.ConnectError as error:
        if error.args and isinstance(error.args[0], ssl.SSLCertVerificationError):
            raise error.args[0] from None
        raise


async def _exchanged(question: _Question) -> Answer:
    body = None if question.method == "GET" else question.body
    exchange = pool(only_listed=is_unusual(question.url)).stream(
        question.method, str(question.url), headers=_headers(question), content=body
    )
    async with exchange as response:
        headers = _small(response.headers)
        encoding = headers.get("content-encoding", "")
        parts = response.aiter_stream()
        found = await unpacked(parts, encoding=encoding, most_bytes=question.most_bytes)
        return Answer(response.status, headers, found, str(question.url))


def _headers(question: _Question) -> list[tuple[bytes, bytes]]:
    ours = {"User-Agent": "Terminbuch", "Accept": "*/*", "Accept-Encoding": "gzip", **question.headers}
    return [(name.encode("ascii"), value.encode("utf-8")) for name, value in ours.items()]


def _small(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """As text; what comes several times is joined."""
    joined: dict[str, str] = {}
    for name, value in headers:
        small, text = name.decode("latin-1").lower(), value.decode("latin-1")
        joined[small] = f"{joined[small]}, {text}" if small in joined else text
    return joined
