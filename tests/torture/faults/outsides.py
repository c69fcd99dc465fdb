"""Calendars of the outside under torture: each is changed by its owner, and fails as real ones do."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from tests.calendars.another_client import AnotherClient
from tests.calendars.fakes import google as google_fake
from tests.calendars.fakes import graph as graph_fake
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.calendars.fakes.raw_server import Asked, Said, answering, said
from tests.calendars.fakes.rude import HOME, Rude
from tests.calendars.fakes.service import Question, Reply, served
from tests.calendars.fakes.signing import CLIENT
from tests.calendars.servers import radicale
from tests.torture.faults.entries import entries_in
from tests.torture.faults.proxy import CALM, Proxy, Weather, proxied

LOG_IN = b"<!doctype html><title>Sign in</title><form></form>"
SHARE = 0.35
"""Of questions that something goes wrong with, as long as it does."""
GONE = "410"
"""Said only to who reads a list: of a single event it is no fault but the news that somebody erased it."""
SINGLE = re.compile("/events/.")
SKEW = timedelta(hours=2)
"""By which their clocks are wrong."""
BEN = "ben@salon.example"


class Outside(Protocol):
    """``add`` answers with its name there; ``failed`` counts what went wrong."""

    name: str
    failed: int

    def connection(self) -> dict[str, Any]: ...
    def add(self, starts_at: datetime, ends_at: datetime) -> str: ...
    def remove(self, name: str) -> None: ...
    def fail(self, *, fails: bool) -> None: ...
    def entries(self) -> list[tuple[str, datetime]]: ...


def _skewed() -> datetime:
    return datetime.now(UTC) + SKEW


@dataclass(eq=False)
class Dav:
    """We ask at one port, where answers are lost, cut off or exchanged; its owner comes in at another."""

    luck: random.Random
    rude: Rude = field(default_factory=lambda: Rude(frozenset({"in_pages"}), 410, {f"{HOME}ben/"}))
    name: str = "caldav"
    failed: int = 0
    fails: bool = False
    origin: str = ""
    owner: AnotherClient | None = None
    _lock: Any = field(default_factory=threading.Lock)

    def faulty(self, asked: Asked) -> Said:
        with self._lock:
            if not self.fails or self.luck.random() > SHARE:
                return self.rude(asked)
            self.failed += 1
            return self._fault(asked)

    def plain(self, asked: Asked) -> Said:
        with self._lock:
            return self.rude(asked)

    def _fault(self, asked: Asked) -> Said:
        kinds = ["412", "429", "500", "empty", "log-in page", "cut off", "lost answer"]
        match self.luck.choice(kinds if asked.method in {"PUT", "DELETE"} else [GONE, *kinds]):
            case "429":
                return said(429, Retry_After="1")
            case "410" | "412" | "500" as status:
                return said(int(status))
            case "empty":
                return said(200)
            case "log-in page":
                return said(200, LOG_IN, content_type="text/html")
            case "cut off":
                whole = self.rude(asked)
                return iter([whole[: len(whole) // 2]]) if isinstance(whole, bytes) else whole
            case _:
                self.rude(asked)
                return None

    def connection(self) -> dict[str, Any]:
        return {"address": f"{self.origin}{HOME}ben/"}

    def add(self, starts_at: datetime, ends_at: datetime) -> str:
        assert self.owner is not None
        return self.owner.add(f"{self.owner.origin}{HOME}ben/", starts_at, ends_at)

    def remove(self, name: str) -> None:
        assert self.owner is not None
        self.owner.remove(name)

    def fail(self, *, fails: bool) -> None:
        self.fails = fails

    def entries(self) -> list[tuple[str, datetime]]:
        return entries_in(body for _etag, body in self.rude.objects.values())


@dataclass(eq=False)
class Cloud:
    """Google or Microsoft; ``wrong`` are the errors that it words itself, ``uid`` how it calls that field."""

    fake: Google | Graph
    luck: random.Random
    name: str
    calendar: str
    uid: str
    wrong: tuple[str, ...]
    failed: int = 0
    fails: bool = False

    def __post_init__(self) -> None:
        self.fake.page_size, self.fake.wait_seconds = 2, 1
        self._numbers = count(1)
        self._lock, self._reply = threading.RLock(), self.fake.reply
        vars(self.fake)["reply"] = self.reply

    def reply(self, question: Question) -> Reply:
        with self._lock:
            if self.fails and "token" not in question.path and self.luck.random() < SHARE:
                self.failed += 1
                kinds = [*self.wrong, "log_in_page", "cut_off", "lost_answer", "empty"]
                lists = question.method == "GET" and not SINGLE.search(question.path)
                self.fake.fault(self.luck.choice([each for each in kinds if lists or each != GONE]))
            return self._reply(question)

    def connection(self) -> dict[str, Any]:
        return {
            "kind": self.name, "username": BEN, "remote_id": self.calendar, "secret": self.fake.signed_in(),
        }  # fmt: skip

    def add(self, starts_at: datetime, ends_at: datetime) -> str:
        # The fakes number events by how many there are: after a removal a name would come twice.
        name = f"theirs{next(self._numbers):05d}"
        with self._lock:
            return self.fake.add(self.calendar, starts_at, ends_at, id=name, **{self.uid: name})

    def remove(self, name: str) -> None:
        with self._lock:
            self.fake.delete(self.calendar, name)

    def fail(self, *, fails: bool) -> None:
        self.fails = fails

    def entries(self) -> list[tuple[str, datetime]]:
        return [found for event in self.fake.standing(self.calendar) if (found := _own(event))]


def _own(event: dict[str, Any]) -> tuple[str, datetime] | None:
    private = event.get("extendedProperties", {}).get("private", {})
    properties = [each["value"] for each in event.get("singleValueExtendedProperties", [])]
    mark = next(iter([*private.values(), *properties]), "")
    if not mark:
        return None
    start = datetime.fromisoformat(event["start"]["dateTime"][:26].rstrip("Z"))
    return mark.replace("-", ""), (
        start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    )


@dataclass(eq=False)
class OnRadicale:
    """A real server, behind a network that resets what it carries."""

    client: AnotherClient
    proxy: Proxy
    folder: Path
    calendar: str
    name: str = "radicale"
    failed: int = 0

    def connection(self) -> dict[str, Any]:
        path = self.calendar.removeprefix(self.client.origin)
        return {"address": f"http://127.0.0.1:{self.proxy.port}{path}"}

    def add(self, starts_at: datetime, ends_at: datetime) -> str:
        return self.client.add(self.calendar, starts_at, ends_at)

    def remove(self, name: str) -> None:
        self.client.remove(name)

    def fail(self, *, fails: bool) -> None:
        self.proxy.change(Weather(reset_after=600) if fails else CALM)
        self.failed = self.proxy.cut

    def entries(self) -> list[tuple[str, datetime]]:
        """From its own files; beside them it keeps a copy of what it has understood."""
        files = (file for file in self.folder.rglob("*.ics") if ".Radicale.cache" not in file.parts)
        return entries_in(file.read_bytes() for file in files)


@contextmanager
def dav(luck: random.Random) -> Iterator[Dav]:
    found = Dav(luck)
    with answering(found.faulty) as server, answering(found.plain) as plain:
        found.origin, found.owner = server.origin, AnotherClient(f"{plain.origin}{HOME}")
        yield found
        server.bugs.clear()  # answers that were cut off, on our side


@contextmanager
def clouds(luck: random.Random) -> Iterator[list[Cloud]]:
    with served(Google(now=_skewed)) as google, served(Graph(now=_skewed)) as graph:
        yield [
            Cloud(google, luck, "google", BEN, "iCalUID", ("403_rate", "410", "412", "429", "500")),
            Cloud(graph, luck, "microsoft", "ben", "iCalUId", ("410", "412", "429", "500", "503")),
        ]


def of_clouds(found: list[Cloud]) -> dict[str, str]:
    """What the programs must be told of them."""
    google, graph = (each.fake.url for each in found)
    name, secret = CLIENT.values()
    return {
        "GOOGLE_SIGN_IN": f"{google}/sign-in", "GOOGLE_API": f"{google}{google_fake.API}",
        "GOOGLE_TOKENS": f"{google}/token", "GOOGLE_CLIENT_ID": name, "GOOGLE_CLIENT_SECRET": secret,
        "MICROSOFT_SIGN_IN": graph, "MICROSOFT_API": f"{graph}{graph_fake.API}",
        "MICROSOFT_CLIENT_ID": name, "MICROSOFT_CLIENT_SECRET": secret,
        "MICROSOFT_TENANT": graph_fake.TENANT,
    }  # fmt: skip


@contextmanager
def on_radicale(folder: Path) -> Iterator[OnRadicale]:
    folder.mkdir()
    with radicale(folder) as client:
        port = int(client.origin.rpartition(":")[2])
        with proxied(port) as proxy:
            yield OnRadicale(client, proxy, folder, client.make_calendar())
