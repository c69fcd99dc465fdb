"""``terminbuch run`` with real processes."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import closing

import pytest

from terminbuch.management import supervisor
from tests.installation import PATIENCE, Installation, Running, descendants, is_alive, until
from tests.live import LOOPBACK

SERVING = "spawn_main"
# With the cookie that Django's forms have, the whole body is read before anything is answered.
# The server says "100 Continue" when it begins to read the body: then the request is under way.
HALF = (
    b"POST /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 8\r\n"
    b"Expect: 100-continue\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nCookie: csrf=" + b"a" * 32 + b"\r\n\r\n"
)
UNDER_WAY = b"HTTP/1.1 100 Continue\r\n\r\n"


def test_it_serves_says_where_and_stops_when_asked(standing: Installation):
    with standing.running() as run:
        until(run.is_healthy)
        until(lambda: f"Terminbuch: http://localhost:{run.port}/\n" in run.said())
        family = descendants(run.process.pid)

        status = run.stop()

    assert (status, [pid for pid in family if is_alive(pid)]) == (0, [])


@pytest.mark.parametrize("word", ["web", "worker"])
def test_a_killed_child_is_started_again(standing: Installation, word: str):
    with standing.running("--processes", "2") as run:
        until(run.is_healthy)
        first = until(lambda: run.child(word))
        family = [first, *descendants(first)]

        os.kill(first, signal.SIGKILL)

        until(lambda: run.child(word) not in {0, first})
        until(run.is_healthy)
        assert ([pid for pid in family if is_alive(pid)], run.stop()) == ([], 0)


def test_one_killed_web_process_is_replaced(standing: Installation):
    with standing.running("--processes", "1") as run:
        until(run.is_healthy)
        web = run.child("web")
        (only,) = descendants(web, saying=SERVING)

        os.kill(only, signal.SIGKILL)

        until(lambda: descendants(web, saying=SERVING) not in ([], [only]))
        until(run.is_healthy)
        assert (run.child("web"), run.stop()) == (web, 0)


def test_a_request_under_way_is_answered_before_it_stops(standing: Installation):
    with standing.running() as run, until(lambda: _connected(run)) as visitor:
        until(run.is_healthy)
        _ask_half(visitor)
        run.process.send_signal(signal.SIGTERM)
        until(lambda: not run.child("worker"))

        visitor.sendall(b"half")

        assert visitor.recv(9) == b"HTTP/1.1 "
        assert run.process.wait(PATIENCE) == 0


def test_a_second_signal_ends_it_at_once(standing: Installation):
    with standing.running() as run, until(lambda: _connected(run)) as visitor:
        until(run.is_healthy)
        family = descendants(run.process.pid)
        _ask_half(visitor)
        run.process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        until(lambda: not run.child("worker") and time.monotonic() > asked + supervisor.ECHO)

        status = run.stop(signal.SIGINT)

    assert (status, [pid for pid in family if is_alive(pid)]) == (1, [])


def test_it_stops_when_asked_while_it_starts(standing: Installation):
    with standing.running("--processes", "2") as run:
        until(lambda: run.child("worker") and descendants(run.child("web"), saying=SERVING))

        assert run.stop() == 0


def test_nobody_outlives_a_supervisor_that_was_killed(standing: Installation):
    with standing.running() as run:
        until(run.is_healthy)
        family = descendants(run.process.pid)

        run.stop(signal.SIGKILL)

        until(lambda: not any(is_alive(pid) for pid in family))


def _ask_half(visitor: socket.socket) -> None:
    visitor.sendall(HALF)
    assert visitor.recv(len(UNDER_WAY), socket.MSG_WAITALL) == UNDER_WAY
    visitor.sendall(b"half")


def _connected(run: Running) -> closing[socket.socket] | None:
    try:
        return closing(socket.create_connection((LOOPBACK, run.port), timeout=PATIENCE))
    except OSError:
        return None
