"""What the faults are judged by finds what it is for: planted rows, entries and weather."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from tests.torture.evidence import Allocation, Booking, Evidence, hashed
from tests.torture.faults import entries
from tests.torture.faults.entries import calendar_agrees, entries_in
from tests.torture.faults.proxy import Proxy, Weather, proxied
from tests.torture.faults.watching import Busy, Watch
from tests.torture.journal import Attempt, Outcome, Told
from tests.torture.people import People, Person

NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
BEN = Person(1, "u1", "ben", "Ben", "ben@qorvat.example")
ASKED_AT = 1000.0
ANNAS = "7a" * 16


def evidence() -> Evidence:
    """Anna is booked with Ben at nine, and was asked for at second 1000."""
    times = NINE, NINE + HALF_HOUR
    anna = Booking(
        7, ANNAS, 1, "confirmed", "online", "anna@qorvat.example", *times, hashed("link"), 1, 0, NINE
    )
    told = Told(Outcome.CONFIRMED, 303, token="link", began=ASKED_AT, ended=ASKED_AT + 1)
    asked = Attempt(1, "book", "qorvat", "key", {"start": NINE.isoformat()}, told=(told,))
    taken = Allocation(1, 1, BEN.id, 7, None, *times, "s")
    nobody = People((), date(2026, 11, 30))
    return Evidence("sqlite", nobody, [taken], [anna], attempts=[asked])


@pytest.mark.parametrize(
    ("since", "until", "starts_at", "is_found"),
    [
        (ASKED_AT - 1, ASKED_AT + 9, NINE, True),
        (ASKED_AT - 1, ASKED_AT + 9, NINE + timedelta(minutes=15), True),
        (ASKED_AT - 1, ASKED_AT + 9, NINE + HALF_HOUR, False),
        (ASKED_AT + 0.5, ASKED_AT + 9, NINE, False),
        (ASKED_AT - 1, ASKED_AT + 0.5, NINE, False),
        (ASKED_AT - 5, ASKED_AT - 2, NINE, False),
    ],
)
def test_time_that_was_known_to_be_taken_and_was_sold(
    since: float, until: float, starts_at: datetime, is_found: bool
) -> None:
    busy = Busy(BEN.id, starts_at, starts_at + HALF_HOUR, "theirs")
    watch = Watch(a_house(), {busy: since}, {busy: until})

    assert bool(watch.sold(evidence())) is is_found


def a_house(*rows: tuple[Any, ...]) -> Any:
    return SimpleNamespace(sql=lambda _statement: list(rows))


def test_what_was_known_and_is_forgotten_is_noticed_unless_its_owner_removed_it() -> None:
    mine, removed = (1, NINE, NINE + HALF_HOUR, "mine"), (1, NINE, NINE + HALF_HOUR, "removed")
    watch = Watch(a_house(mine, removed))
    watch.look()
    watch.removed.add("removed")

    watch.house = a_house()
    watch.look()
    watch.look()

    assert watch.lost == [f"{NINE} of 1 was known, and is forgotten"]


@pytest.mark.parametrize(
    ("there", "wrong"),
    [
        ([("7a" * 16, NINE)], 0),
        ([], 1),
        ([("7a" * 16, NINE)] * 2, 1),
        ([("7a" * 16, NINE + HALF_HOUR)], 2),
        ([("7a" * 16, NINE), ("7b" * 16, NINE)], 1),
    ],
    ids=["as it is", "missing", "twice", "at another time", "revived"],
)
def test_entries_that_are_not_the_bookings(
    there: list[tuple[str, datetime]], wrong: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "gathered", lambda _house: evidence())

    assert len(calendar_agrees(a_house(), BEN, there)) == wrong


def test_ours_are_told_by_their_mark() -> None:
    mark = "7a7a7a7a-7a7a-7a7a-7a7a-7a7a7a7a7a7a"
    ours = f"BEGIN:VEVENT\r\nX-TERMINBUCH-BOOKING:{mark}\r\nDTSTART:20261130T090000Z\r\nEND:VEVENT".encode()
    theirs = b"BEGIN:VEVENT\r\nDTSTART:20261130T090000Z\r\nEND:VEVENT"

    assert entries_in([ours, theirs]) == [("7a" * 16, NINE)]


class Echo:
    """A server that says back what it hears."""

    def __init__(self) -> None:
        self.ears = socket.create_server(("127.0.0.1", 0))
        self.port = self.ears.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self.ears.accept()
            except OSError:
                return
            threading.Thread(target=self._echo, args=(peer,), daemon=True).start()

    @staticmethod
    def _echo(peer: socket.socket) -> None:
        with suppress(OSError), peer:
            while heard := peer.recv(1000):
                peer.sendall(heard)


def said_through(proxy: Proxy, *, timeout: float = 10.0) -> bytes:
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=timeout) as line:
        line.sendall(b"hello")
        return line.recv(1000)


def read_to_the_end(line: socket.socket) -> None:
    """Raises TimeoutError when it does not end, politely or not."""
    with suppress(ConnectionError):
        while line.recv(1000):
            pass


@pytest.fixture
def echo() -> Iterator[Echo]:
    server = Echo()
    yield server
    server.ears.close()


def test_calm_weather_carries_what_is_said(echo: Echo) -> None:
    with proxied(echo.port) as proxy:
        assert said_through(proxy) == b"hello"


def test_a_slow_line_takes_its_time_on_both_ways(echo: Echo) -> None:
    with proxied(echo.port) as proxy:
        proxy.change(Weather(latency=0.1))
        began = time.monotonic()

        assert said_through(proxy) == b"hello"
        assert time.monotonic() - began >= 0.2


def test_a_line_is_reset_after_so_many_bytes(echo: Echo) -> None:
    with proxied(echo.port) as proxy:
        proxy.change(Weather(reset_after=6))
        with socket.create_connection(("127.0.0.1", proxy.port), timeout=10) as line:
            line.sendall(b"hello")
            assert line.recv(1000) == b"hello"
            line.sendall(b"again")
            read_to_the_end(line)
        assert proxy.cut == 1


def test_silence_swallows_and_ends_with_a_reset(echo: Echo) -> None:
    with proxied(echo.port) as proxy:
        proxy.change(Weather(silent=True))
        with pytest.raises(TimeoutError):
            said_through(proxy, timeout=0.2)

        proxy.change(Weather())
        assert said_through(proxy) == b"hello"
