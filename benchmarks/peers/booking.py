"""Booking at ours and at django-appointment: eight clients, each a time of the own; and eight for one time.

Of either only the last form is counted: times were chosen and forms opened before. Our customer books as a
stranger; of theirs we take one who has signed in, whom it spares the code by mail, and leave out the page
after it, which writes the mail.
"""

from __future__ import annotations

import argparse
import math
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from datetime import time as clock

from benchmarks.booking_visitors import Line, at_once, header, visitors
from benchmarks.burst import burst
from benchmarks.peers.of_django_appointment import Client, Peer
from benchmarks.serving import Server

OURS, WANTED = "pages-one", "burst"
CLIENTS, NOBODY_YET = 8, 0
HALF_AN_HOUR, DAY = timedelta(minutes=30), timedelta(days=1)
HEAD = f"""
| booking, at {CLIENTS} clients, one person | confirmed/s (least to most) | p50 ms | p99 ms | slowest ms | computed ms | refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""  # noqa: E501
WANTED_HEAD = f"""
| one time, wanted by {CLIENTS} at once | times | told that it is theirs | times given more than once |
| --- | ---: | ---: | ---: |"""


class Round:
    """So many forms, sent by eight clients; how long the server computed for them."""

    def __init__(self, server: Server, lines: list[Line], forms: list[bytes]) -> None:
        before, began = server.computed(), time.perf_counter()
        found = at_once(lines, forms, lambda form, line: outcome(*line.ask(form)[:2]))
        self.seconds = time.perf_counter() - began
        self.waits = sorted(wait for _outcome, wait in found)
        self.booked = Counter(each for each, _wait in found)["booked"]
        self.refused = len(found) - self.booked
        self.computed_ms = (server.computed() - before) / max(self.booked, 1) * 1000

    def quantile_ms(self, share: float) -> float:
        return self.waits[math.ceil(share * len(self.waits)) - 1] * 1000


def outcome(status: int, head: bytes) -> str:
    """Booked is whoever is led to a page that says so: ours by 303, theirs to a page of thanks."""
    where = header(head, b"location")
    return "booked" if status == 303 or (status == 302 and "/thank-you/" in where) else str(status)


def lines(peer: Peer, ours: Server, theirs: Server, asked: argparse.Namespace) -> Iterator[str]:
    found: dict[str, list[Round]] = {"ours": [], "django-appointment": []}
    for number in range(asked.rounds):
        to_us = [Line(ours.port) for _ in range(CLIENTS)]
        found["ours"].append(Round(ours, to_us, _our_forms(to_us, number, asked.visitors)))
        to_them = [Line(theirs.port) for _ in range(CLIENTS)]
        forms = _their_forms(to_them, peer, number * asked.visitors, asked.visitors)
        found["django-appointment"].append(Round(theirs, to_them, forms))
    yield from (_line(whose, rounds) for whose, rounds in found.items())


def _our_forms(to_us: list[Line], number: int, count: int) -> list[bytes]:
    everybody = visitors(OURS, 1, number * count, count)
    return [form for form, _wait in at_once(to_us, everybody, lambda each, line: each.open_form(line))]


def _their_forms(to_them: list[Line], peer: Peer, first: int, count: int) -> list[bytes]:
    clients = [(Client(peer.cookies[at]), start_of(first + at)) for at in range(count)]
    opened = at_once(
        to_them, clients, lambda each, line: each[0].open_form(line, peer.ids[NOBODY_YET], each[1])
    )
    return [form for form, _wait in opened]


def start_of(number: int) -> datetime:
    """Half-hours from next Monday on, sixteen on each weekday, on the wall clock of the business."""
    day, half = divmod(number, 16)
    week, weekday = divmod(day, 5)
    today = datetime.now(UTC).date()
    monday = today + (7 - today.weekday()) * DAY
    return datetime.combine(monday + (7 * week + weekday) * DAY, clock(9)) + half * HALF_AN_HOUR


def _line(whose: str, rounds: list[Round]) -> str:
    rates = [each.booked / each.seconds for each in rounds]
    rate = f"{statistics.median(rates):.0f} ({min(rates):.0f} to {max(rates):.0f})"
    waits = " | ".join(
        f"{statistics.median(each.quantile_ms(share) for each in rounds):.0f}" for share in (0.5, 0.99, 1)
    )
    computed = statistics.median(each.computed_ms for each in rounds)
    refused = sum(each.refused for each in rounds)
    return f"| {whose} | {rate} | {waits} | {computed:.1f} | {refused} |"


def wanted_by_all(peer: Peer, ours: Server, theirs: Server, asked: argparse.Namespace) -> Iterator[str]:
    """Counted by what people are told: each of them has a page that says that the time is theirs."""
    here = [burst(ours.port, number, CLIENTS)[1][303] for number in range(asked.times)]
    yield _told("ours", here)
    first = asked.rounds * asked.visitors
    there = [_told_by_them(theirs, peer, start_of(first + number)) for number in range(asked.times)]
    yield _told("django-appointment", there)


def _told_by_them(theirs: Server, peer: Peer, start: datetime) -> int:
    to_them = [Line(theirs.port) for _ in range(CLIENTS)]
    clients = [Client(cookie) for cookie in peer.cookies[:CLIENTS]]
    opened = at_once(to_them, clients, lambda each, line: each.open_form(line, peer.ids[NOBODY_YET], start))
    return Round(theirs, to_them, [form for form, _wait in opened]).booked


def _told(whose: str, winners: list[int]) -> str:
    more = sum(number > 1 for number in winners)
    return f"| {whose} | {len(winners)} | {sum(winners)} | {more} |"
