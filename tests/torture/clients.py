"""Clients over real sockets: what each asks stands in the journal before it is sent, the answer after."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode

from tests.live import LOOPBACK
from tests.torture.checks.x14 import strangers
from tests.torture.journal import Attempt, Journal, Outcome, Told
from tests.torture.people import BERLIN, People

PATIENCE = 30.0
LINK = re.compile(r"/-/manage/([^/?]+)/")
type Fields = dict[str, str] | Sequence[tuple[str, str]]
TAKEN = (b"has just been taken", b"ist gerade vergeben", b"wurde gerade vergeben")


class Unreached(Exception):
    """Nobody took the request within the client's patience; nothing was sent."""


class Lost(Exception):
    """The connection died after something had been sent: what became of it is unknown."""


class Reachable(Protocol):
    """A server, or what stands before it, on a port of the loopback."""

    @property
    def port(self) -> int: ...


@dataclass(frozen=True)
class Answer:
    """``retry_after`` in seconds, None where nothing is said."""

    status: int
    location: str
    body: bytes
    retry_after: int | None = None
    cookies: tuple[str, ...] = ()


@dataclass(eq=False)
class Client:
    """One visitor with an address, who keeps a connection to each server and passes over those that are down.

    ``longest`` and ``seconds`` are what its answers took, in seconds.
    """

    number: int
    servers: Sequence[Reachable]
    luck: random.Random
    headers: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    _open: dict[int, http.client.HTTPConnection] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """One of those set aside for measuring networks (RFC 2544)."""
        return f"198.18.{self.number // 250 % 250}.{self.number % 250 + 1}"

    def ask(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """Raises Unreached when no server was there, Lost when the connection died."""
        body = urlencode(fields) if fields is not None else None
        connection = self._connected()
        began = time.monotonic()
        try:
            connection.request(method, path, body, self._headers(body))
            response = connection.getresponse()
            answer = _answer(response)
        except (OSError, http.client.HTTPException) as error:
            self._hang_up(connection)
            raise Lost(str(error) or type(error).__name__) from error
        self.seconds.append(time.monotonic() - began)
        return answer

    def close(self) -> None:
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _headers(self, body: str | None) -> dict[str, str]:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        own = {"Host": "localhost:8000", "X-Forwarded-For": self.address, "Accept-Language": "en"}
        return {**own, **form, **self.headers}

    def _connected(self) -> http.client.HTTPConnection:
        """To a server drawn by lot; a dead one is passed over, as a balancer in front would do it."""
        give_up_at = time.monotonic() + PATIENCE
        while time.monotonic() < give_up_at:
            port = self.luck.choice(self.servers).port
            known = self._open.get(port)
            if known is not None and known.sock is not None:
                return known
            fresh = http.client.HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
            with suppress(OSError):
                fresh.connect()
                self._open[port] = fresh
                return fresh
            time.sleep(0.02)
        raise Unreached

    def _hang_up(self, connection: http.client.HTTPConnection) -> None:
        connection.close()
        self._open = {port: each for port, each in self._open.items() if each is not connection}


def _answer(response: http.client.HTTPResponse) -> Answer:
    body = response.read()
    wait = response.getheader("Retry-After")
    cookies = tuple(response.headers.get_all("Set-Cookie") or ())
    return Answer(
        response.status, response.getheader("Location", ""), body, int(wait) if wait else None, cookies
    )


def told_of(answer: Answer, *, began: float, tenant: str, people: People) -> Told:
    """What this answer means for whoever asked, and whether something of another tenant stands in it."""
    leaks = strangers(answer.body, tenant, people.tenants)
    link = LINK.search(answer.location)
    said = f"leak of {', '.join(leaks)}" if leaks else _said(answer)
    token = link[1] if link else ""
    return Told(_outcome(answer), answer.status, said, token, began, time.time(), answer.location)


def _outcome(answer: Answer) -> Outcome:
    if answer.status in {200, 302, 303}:
        return Outcome.CONFIRMED
    return Outcome.FAILED if answer.status >= 500 else Outcome.REFUSED


def _said(answer: Answer) -> str:
    if answer.status == 409 and any(words in answer.body for words in TAKEN):
        return "taken"
    if answer.status == 503:
        return "" if answer.retry_after is not None else "without Retry-After"
    return ""


@dataclass(frozen=True)
class Asking:
    """A client with a journal: every request of it is written down, and so is whatever comes of it."""

    client: Client
    journal: Journal
    people: People

    def post(self, attempt: Attempt, path: str, fields: Fields) -> Told:
        began = time.time()
        try:
            answer = self.client.ask("POST", path, fields)
        except Lost as lost:
            told = Told(Outcome.UNKNOWN, 0, str(lost), "", began, time.time())
        except Unreached:
            told = Told(Outcome.UNKNOWN, 0, "unreached", "", began, time.time())
        else:
            told = told_of(answer, began=began, tenant=attempt.tenant, people=self.people)
        return told

    def book(self, attempt: Attempt) -> Told:
        """Sends the booking form that the attempt is about; not written down here."""
        about = attempt.about
        start = datetime.fromisoformat(about["start"]).astimezone(BERLIN).isoformat(timespec="seconds")
        query = {"start": start, **({"with": about["with"]} if about.get("with") else {})}
        path = f"/{attempt.tenant}/{about['service']}/book/?{urlencode(query)}"
        more = {"hold": about["hold"]} if about.get("hold") else {}
        fields = {"start": start, "name": about["name"], "email": about["email"], "key": attempt.key, **more}
        return self.post(attempt, path, fields)


def all_do(deeds: Sequence[Callable[[], None]], *, patience: float) -> None:
    """Each in a thread of its own, until all are through. Raises what one of them raised, or TimeoutError."""
    trouble: list[BaseException] = []

    def do(deed: Callable[[], None]) -> None:
        try:
            deed()
        except BaseException as error:  # noqa: BLE001  # handed on to who waits
            trouble.append(error)

    threads = [threading.Thread(target=do, args=(deed,), daemon=True) for deed in deeds]
    give_up_at = time.monotonic() + patience
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(give_up_at - time.monotonic(), 0.0))
    if trouble:
        raise trouble[0]
    if any(thread.is_alive() for thread in threads):
        raise TimeoutError(f"{sum(thread.is_alive() for thread in threads)} clients are not through")
