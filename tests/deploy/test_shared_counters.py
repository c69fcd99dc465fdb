"""Whichever web process is asked, it tells what all of them and the worker counted."""

from __future__ import annotations

import http.client
import re
import signal
from contextlib import closing
from dataclasses import replace

from tests.installation import PATIENCE, Installation, Running, descendants, until
from tests.live import LOOPBACK

TOKEN = "a-long-word-that-only-prometheus-knows"
COUNTED = re.compile(
    r'^terminbuch_answers_total\{door="booking_pages",status="200"\} ([\d.]+)$', re.MULTILINE
)


def test_what_two_processes_counted_is_added_up_and_outlives_a_renewal(standing: Installation):
    installation = replace(standing, environment=standing.environment | {"METRICS_TOKEN": TOKEN})
    with installation.running("--processes", "2") as run:
        until(run.is_healthy)
        for _ in range(20):
            _ask(run, "/")
        old = descendants(run.child("web"), saying="spawn_main")

        run.process.send_signal(signal.SIGHUP)
        until(lambda: set(old).isdisjoint(descendants(run.process.pid)))

        found = {COUNTED.search(_ask(run, "/metrics"))[1] for _ in range(8)}  # type: ignore[index]
        assert (found, run.stop()) == ({"20.0"}, 0)


def _ask(run: Running, path: str) -> str:
    connection = http.client.HTTPConnection(LOOPBACK, run.port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", path, headers={"Host": "localhost", "Authorization": f"Bearer {TOKEN}"})
        return connection.getresponse().read().decode()
