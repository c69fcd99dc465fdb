"""django-appointment on a database of its own, served by the web server that serves us, and its visitors."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.booking_visitors import Line, header
from benchmarks.load import LOOPBACK
from benchmarks.peers.environment import PYTHON
from benchmarks.serving import Server
from dev.steps import ROOT
from tests.live import free_port

PROJECT = "benchmarks.peers.django_appointment"
PROCESSES, THREADS = 2, 4
READY_WITHIN = 60.0
HALF_AN_HOUR = timedelta(minutes=30)
TOKEN = "t" * 32
"""Against forged forms: Django compares the form's with the cookie's, both of which a visitor brings."""


@dataclass(frozen=True)
class Peer:
    """``ids`` are service and person, by the number of appointments that they have."""

    env: dict[str, str]
    ids: dict[int, tuple[int, int]]
    cookies: list[str]

    @classmethod
    def installed(cls, folder: str, address: str, *, month: date, clients: int, numbers: list[int]) -> Peer:
        env = _environment(folder, address)
        for words in (["makemigrations", "appointment"], ["migrate", "--verbosity=0"]):
            _said(env, "django", *words)
        words = [month.isoformat(), str(clients), *map(str, numbers)]
        told = json.loads(_said(env, f"{PROJECT}.filling", *words).splitlines()[-1])
        return cls(env, {int(number): tuple(ids) for number, ids in told["ids"].items()}, told["cookies"])

    @staticmethod
    def version() -> str:
        asked = "from importlib.metadata import version; print(version('django-appointment'))"
        return subprocess.run(
            [PYTHON, "-c", asked], capture_output=True, text=True, check=True
        ).stdout.strip()

    def page(self, number: int) -> str:
        """Where somebody chooses: it comes with the times of today."""
        return f"/appointment/request/{self.ids[number][0]}/"

    def times(self, number: int, day: date) -> str:
        service, person = self.ids[number]
        asked = urlencode({"selected_date": day, "staff_member": person, "service_id": service})
        return f"/appointment/ajax/available_slots/?{asked}"

    def queries(self, paths: list[str], headers: dict[str, str]) -> list[int]:
        env = {**self.env, "ASKED_WITH": json.dumps(headers)}
        return list(json.loads(_said(env, "benchmarks.peers.queries", *paths).splitlines()[-1]))

    @contextmanager
    def serving(self) -> Iterator[Server]:
        port = free_port()
        words = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--no-ws", "--http", "1"]
        wide = ["--workers", str(PROCESSES), "--blocking-threads", str(THREADS), "--log-level", "error"]
        command = [PYTHON, "-m", "granian", *words, *wide, f"{PROJECT}.wsgi:application"]
        with subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=subprocess.DEVNULL) as process:
            try:
                _await_answer(port, self.page(next(iter(self.ids))))
                yield Server(port, process)
            finally:
                process.terminate()


@dataclass(frozen=True)
class Client:
    """Somebody who has signed in, on one of the lines."""

    cookie: str

    def get(self, path: str) -> bytes:
        return self._head("GET", path) + b"\r\n"

    def post(self, path: str, fields: dict[str, object]) -> bytes:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        return self._head("POST", path) + kind.encode() + body

    def _head(self, method: str, path: str) -> bytes:
        cookies = f"Cookie: sessionid={self.cookie}; csrftoken={TOKEN}"
        return f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{cookies}\r\n".encode()

    def open_form(self, line: Line, ids: tuple[int, int], start: datetime) -> bytes:
        """The last form, filled in, as it will be sent: the time was chosen before."""
        service, person = ids
        wish = {"date": start.date(), "start_time": start.time(), "end_time": (start + HALF_AN_HOUR).time()}
        status, head, _body = line.ask(
            self.post("/appointment/request-submit/", {**wish, "service": service, "staff_member": person})
        )
        assert status == 302, f"the time was refused: {status}"
        path = header(head, b"location")
        assert line.ask(self.get(path))[0] == 200
        who = {"name": "Anna", "phone_0": "DE", "phone_1": "030901820", "address": "", "additional_info": ""}
        return self.post(path, {**who, "payment_type": "full"})


def _environment(folder: str, address: str) -> dict[str, str]:
    migrations = Path(folder) / "peer_migrations"
    migrations.mkdir()
    (migrations / "__init__.py").touch()
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")},
        "PEER_DATA": folder,
        "DATABASE_URL": address,
        "PYTHONPATH": os.pathsep.join([str(ROOT), folder]),
        "DJANGO_SETTINGS_MODULE": f"{PROJECT}.settings",
    }


def _said(env: dict[str, str], module: str, *words: str) -> str:
    done = subprocess.run(
        [PYTHON, "-m", module, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{module}: {done.stderr[-1000:]}"
    return done.stdout


def _await_answer(port: int, path: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError):
            line = Line(port)
            if line.ask(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())[0] == 200:
                return
        time.sleep(0.1)
    raise RuntimeError("the peer did not answer in time")
