"""Real web servers on the database of the running test, as a visitor would meet them."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

READY_WITHIN = 30.0
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: str


@dataclass(frozen=True)
class LiveServer:
    """One process that serves the pages on a free port of the loopback."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, *, visitor: str = "192.0.2.1"
    ) -> Answer:
        """One request as a proxy passes it on for the visitor with this address."""
        connection_ = http.client.HTTPConnection(LOOPBACK, self.port, timeout=60)
        headers = {"X-Forwarded-For": visitor, "Host": "localhost"}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection_.request(method, path, urlencode(fields) if fields is not None else None, headers)
        response = connection_.getresponse()
        body = response.read().decode()
        connection_.close()
        return Answer(response.status, response.getheader("Location", ""), body)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def free_pair() -> int:
    """A free port whose next is free too. Below the range from which the system lends ports to connections:
    there it would soon be somebody's."""
    for port in random.sample(range(20_000, 30_000, 2), 500):
        with suppress(OSError), ExitStack() as both:
            both.enter_context(socket.create_server((LOOPBACK, port)))
            both.enter_context(socket.create_server((LOOPBACK, port + 1)))
            return port
    raise AssertionError("no two neighbouring ports are free")


@contextmanager
def live_servers(
    count: int = 1, *, application: str = "terminbuch.config.wsgi:application", **environment: str
) -> Iterator[list[LiveServer]]:
    """So many server processes on the test's own database; ended, each by its id, when the test is over."""
    with ExitStack() as stack:
        servers = [stack.enter_context(_live_server(application, environment)) for _ in range(count)]
        for server in servers:
            _await_answer(server)
        yield servers


@contextmanager
def _live_server(application: str, environment: dict[str, str]) -> Iterator[LiveServer]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port)),
        *("--blocking-threads", "4", "--log-level", "warning", application),
    ]
    process = subprocess.Popen(command, env=_environment(environment), start_new_session=True)
    try:
        yield LiveServer(port, process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "LIVE_DATABASE": str(connection.settings_dict["NAME"]),
        "TERMINBUCH_DATA": str(settings.DATA),
        "TRUSTED_PROXIES": f"{LOOPBACK}/32",
        **more,
    }


def _await_answer(server: LiveServer) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException):
            if server.ask("GET", "/healthz").status == 200:
                return
        if server.process.poll() is not None:
            break
    raise AssertionError("the server did not answer in time")
