"""The pages on which somebody looks for a time, ours and those of django-appointment, under the same load."""

from __future__ import annotations

import http.client
import json
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.load import HEADERS, LOOPBACK, Sample, answer, load
from benchmarks.peers.of_django_appointment import Peer
from benchmarks.serving import Server

OURS, THEIRS = "ours", "django-appointment"
CONNECTIONS, BOOKINGS = 8, (200, 10_000)
WARM_UP_SECONDS = 0.5
# It answers only to its own script where it hands out times.
SCRIPTED = {**HEADERS, "X-Requested-With": "XMLHttpRequest"}
HEAD = f"""
| whose | page, at {CONNECTIONS} connections | bookings | requests/s (least to most) | p50 ms | p99 ms | computed ms | queries | bytes |
| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""  # noqa: E501


@dataclass(frozen=True)
class Page:
    whose: str
    name: str
    bookings: int
    path: str
    queries: int = 0

    @property
    def headers(self) -> dict[str, str]:
        return SCRIPTED if self.whose == THEIRS else HEADERS


@dataclass(frozen=True)
class Seen:
    sample: Sample
    computed_ms: float
    """By the server for one answer."""


def of_both(env: dict[str, str], peer: Peer, month: date) -> list[Page]:
    ours = [page for number in BOOKINGS for page in _ours(number, month)]
    theirs = [page for number in BOOKINGS for page in _theirs(peer, number, month)]
    asked = _our_queries(env, [page.path for page in ours])
    asked += peer.queries([page.path for page in theirs], _of_a_test(SCRIPTED))
    everyone = zip([*ours, *theirs], asked, strict=True)
    return [Page(page.whose, page.name, page.bookings, page.path, count) for page, count in everyone]


def _ours(number: int, month: date) -> list[Page]:
    """A name that somebody has typed already makes a page that is never kept."""
    whole = f"/with-{number}/cut/?month={month:%Y-%m}"
    one_day = f"{whole}&date={_day_of(month)}"
    return [
        Page(OURS, "a month, kept", number, whole),
        Page(OURS, "a month, made anew", number, f"{whole}&name=Anna"),
        Page(OURS, "a month and the times of a day, kept", number, one_day),
        Page(OURS, "a month and the times of a day, made anew", number, f"{one_day}&name=Anna"),
    ]


def _theirs(peer: Peer, number: int, month: date) -> list[Page]:
    return [
        Page(THEIRS, "its page, times of today", number, peer.page(number)),
        Page(THEIRS, "times of a day, as data", number, peer.times(number, _day_of(month))),
    ]


def _day_of(month: date) -> date:
    """A Wednesday, one or two weeks into it."""
    return month + timedelta(days=(9 - month.weekday()) % 7 + 7)


def _our_queries(env: dict[str, str], paths: list[str]) -> list[int]:
    told = {
        "DJANGO_SETTINGS_MODULE": "terminbuch.config.settings",
        "ASKED_WITH": json.dumps(_of_a_test(HEADERS)),
    }
    words = [sys.executable, "-m", "benchmarks.peers.queries", *paths]
    said = subprocess.run(words, env={**env, **told}, check=True, stdout=subprocess.PIPE, text=True).stdout
    return list(json.loads(said.splitlines()[-1]))


def _of_a_test(headers: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def measured(
    servers: dict[str, Server], pages: list[Page], *, rounds: int, seconds: float
) -> dict[Page, list[Seen]]:
    """Every figure once a round, so that a busy moment of the machine falls on all alike."""
    for page in pages:
        _seen(servers[page.whose], page, WARM_UP_SECONDS)
    found: dict[Page, list[Seen]] = defaultdict(list)
    for _ in range(rounds):
        for page in pages:
            found[page].append(_seen(servers[page.whose], page, seconds))
    return found


def _seen(server: Server, page: Page, seconds: float) -> Seen:
    before = server.computed()
    sample = load(server.port, page.path, connections=CONNECTIONS, seconds=seconds, headers=page.headers)
    return Seen(sample, (server.computed() - before) / sample.answers * 1000)


def line(page: Page, seen: list[Seen], server: Server) -> str:
    def middle(value: Callable[[Seen], float]) -> float:
        return statistics.median(map(value, seen))

    rates = [each.sample.per_second for each in seen]
    rate = f"{statistics.median(rates):.0f} ({min(rates):.0f} to {max(rates):.0f})"
    p50, p99 = middle(lambda each: each.sample.p50_ms), middle(lambda each: each.sample.p99_ms)
    computed = middle(lambda each: each.computed_ms)
    figures = f"{rate} | {p50:.1f} | {p99:.1f} | {computed:.2f} | {page.queries} | {_size(server, page)}"
    return f"| {page.whose} | {page.name} | {page.bookings} | {figures} |"


def _size(server: Server, page: Page) -> int:
    """Of the body as it travels, in bytes."""
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=30)
    size = len(answer(connection, page.path, page.headers))
    connection.close()
    return size
