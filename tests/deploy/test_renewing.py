"""SIGHUP: a new version takes over from the old one, and no visitor notices."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Event

from tests.installation import PATIENCE, Installation, Running, descendants, until
from tests.live import LOOPBACK

SERVING = "spawn_main"
VISITORS = 4


def test_nobody_is_turned_away_while_the_processes_change(standing: Installation):
    with standing.running("--processes", "2") as run:
        until(run.is_healthy)
        old = _serving(run)
        worker = until(lambda: run.child("worker"))

        with _visitors(run) as answers:
            run.process.send_signal(signal.SIGHUP)
            until(lambda: _have_gone(run, {*old, worker}))

        assert (set(answers), len(old), run.stop()) == ({200}, 2, 0)


def test_what_cannot_be_loaded_replaces_nobody(installation: Installation):
    assert installation.call("prepare").returncode == 0
    with installation.running("--processes", "1") as run:
        until(run.is_healthy)
        old = _serving(run)
        (installation.folder / "secret-key").write_text("too short", encoding="ascii")

        run.process.send_signal(signal.SIGHUP)

        until(lambda: "nothing is renewed" in run.said())
        assert (_serving(run), run.is_healthy(), run.stop()) == (old, True, 0)


@contextmanager
def _visitors(run: Running) -> Iterator[list[int]]:
    """Four who ask again and again, each time on a new connection; the status of every answer."""
    answers: list[int] = []
    is_over = Event()

    def visit() -> None:
        while not is_over.is_set():
            answers.append(_status(run))

    with ThreadPoolExecutor(VISITORS) as pool:
        visits = [pool.submit(visit) for _ in range(VISITORS)]
        try:
            yield answers
        finally:
            is_over.set()
    for visit_ in visits:
        visit_.result()


def _status(run: Running) -> int:
    connection = http.client.HTTPConnection(LOOPBACK, run.port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", "/healthz/live", headers={"Host": "localhost", "Connection": "close"})
        return connection.getresponse().status


def test_who_closes_the_terminal_it_was_started_in_ends_it(standing: Installation):
    ours, theirs = os.openpty()
    try:
        with standing.running(stdin=theirs) as run:
            until(run.is_healthy)

            assert run.stop(signal.SIGHUP) == 0
    finally:
        os.close(ours)
        os.close(theirs)


def _serving(run: Running) -> list[int]:
    return descendants(run.child("web"), saying=SERVING)


def _have_gone(run: Running, old: set[int]) -> bool:
    return old.isdisjoint(descendants(run.process.pid)) and run.is_healthy()
