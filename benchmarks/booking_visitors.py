"""Visitors who book through the pages: ``python -m benchmarks.booking_visitors``.

Each chooses a time (it is kept), opens the form, and sends it. First all of them open their forms, and those
who only warm up send them: PostgreSQL plans a statement anew the first five times of a connection. Then,
after a line on standard input, all other forms are sent, so many at once, and only that is counted; then some
make the whole journey. A cheap client on purpose: a socket that stays open, bytes made beforehand, and of the
answer only its head is read. Prints what came of it as JSON.
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import count
from queue import Empty, SimpleQueue
from urllib.parse import urlencode

from benchmarks.bazaar_times import start_of, starts
from tests.concurrency.forms import form_with

LOOPBACK = "127.0.0.1"
_visitors = count(1)


class Line:
    """One connection that stays open, as a proxy has it."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((LOOPBACK, port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body."""
        self._socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._more()
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(header(head, b"content-length") or 0)
        while len(body) < length:
            body += self._more()
        return int(head[9:12]), head, body

    def _more(self) -> bytes:
        more = self._socket.recv(65536)
        if not more:
            raise ConnectionError("the server hung up")
        return more


def header(head: bytes, name: bytes) -> str:
    for line in head.split(b"\r\n")[1:]:
        said, _, value = line.partition(b":")
        if said.lower() == name:
            return value.strip().decode("latin-1")
    return ""


class Visitor:
    """Somebody with an address and a mail of the own, on one of the lines."""

    def __init__(self, slug: str, start: datetime) -> None:
        self.number = next(_visitors)
        self.address = f"198.18.{self.number // 250 % 250}.{self.number % 250 + 1}"
        self.path, self.start = f"/{slug}/cut/", start

    def get(self, path: str) -> bytes:
        return self._head("GET", path) + b"\r\n"

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        body = urlencode(fields).encode()
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return self._head("POST", path) + kind.encode() + body

    def _head(self, method: str, path: str) -> bytes:
        said = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: de\r\n"
        return f"{said}X-Forwarded-For: {self.address}\r\n".encode()

    def press(self, line: Line) -> str:
        """Choose the time; where the form is."""
        status, head, _body = line.ask(self.post(self.path, {"start": self.start.isoformat()}))
        assert status == 303, f"the time was refused: {status}"
        return header(head, b"location")

    def open_form(self, line: Line) -> bytes:
        """The form, filled in, as it will be sent."""
        path = self.press(line)
        status, _head, body = line.ask(self.get(path))
        assert status == 200, f"no form: {status}"
        form = form_with("key", body.decode())
        who = {"name": f"Anna {self.number}", "email": f"anna-{self.number}@{self.start:%j-%H%M}.example"}
        return self.post(form.action or path, {**form.fields, **who})

    def whole_journey(self, line: Line) -> int:
        assert line.ask(self.get(self.path))[0] == 200
        return line.ask(self.open_form(line))[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bazaar", required=True)
    for name in ("port", "businesses", "clients", "warming", "visitors", "journeys", "skip"):
        parser.add_argument(f"--{name}", type=int, required=True)
    told = parser.parse_args()
    lines = [Line(told.port) for _ in range(told.clients)]
    senders = told.warming + told.visitors
    everybody = visitors(told.bazaar, told.businesses, told.skip, senders + told.journeys)
    sending, walkers = everybody[:senders], everybody[senders:]
    forms = [form for form, _wait in at_once(lines, sending, lambda each, line: each.open_form(line))]
    at_once(lines, forms[: told.warming], send)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(measured(lines, forms[told.warming :], send)), flush=True)
    sys.stdin.readline()
    print(json.dumps(measured(lines, walkers, lambda each, line: each.whole_journey(line))), flush=True)


def send(form: bytes, line: Line) -> int:
    return line.ask(form)[0]


def visitors(bazaar: str, businesses: int, skip: int, number: int) -> list[Visitor]:
    """One after the other at each business, at times that nobody else of them wants."""
    chosen = [divmod(at, businesses) for at in range(skip, skip + number)]
    assert all(quarter < starts() for quarter, _business in chosen), "no times are left"
    return [Visitor(f"{bazaar}-{business}", start_of(quarter)) for quarter, business in chosen]


def at_once[Thing, Result](
    lines: list[Line], things: Iterable[Thing], do: Callable[[Thing, Line], Result]
) -> list[tuple[Result, float]]:
    """What came of each, and how long it took, in seconds; on each line one after the other."""
    waiting: SimpleQueue[Thing] = SimpleQueue()
    for thing in things:
        waiting.put(thing)

    def work(line: Line) -> list[tuple[Result, float]]:
        found = []
        while True:
            try:
                thing = waiting.get_nowait()
            except Empty:
                return found
            begun = time.perf_counter()
            found.append((do(thing, line), time.perf_counter() - begun))

    with ThreadPoolExecutor(len(lines)) as pool:
        return [each for some in pool.map(work, lines) for each in some]


def measured[Thing](
    lines: list[Line], things: list[Thing], do: Callable[[Thing, Line], int]
) -> dict[str, object]:
    began, computed = time.perf_counter(), time.process_time()
    found = at_once(lines, things, do)
    seconds = time.perf_counter() - began
    statuses = Counter(str(status) for status, _wait in found)
    outcomes = {"booked": statuses.pop("303", 0), **statuses}
    return {
        "waits": [wait for _status, wait in found],
        "outcomes": outcomes,
        "seconds": seconds,
        "computed": time.process_time() - computed,
    }


if __name__ == "__main__":
    main()
