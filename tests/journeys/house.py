"""A running installation on the database of the tests, as visitors and staff meet it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from terminbuch.management.tether import GO
from tests.installation import until
from tests.live import LiveServer, free_port

# All visitors of a test come from one machine; the limits have tests of their own.
LIMITS_OFF = {
    "BOOKINGS_PER_VISITOR": "1000",
    "BOOKINGS_PER_MAIL": "1000",
    "HOLDS_PER_VISITOR_HOUR": "1000",
    "LOGIN_TRIES": "1000",
}


@dataclass(frozen=True)
class House:
    """Where it answers, and what it writes down. ``mailbox``: the folder that its mailbox page shows."""

    url: str
    log: Path
    mailbox: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """One web process of the demo, without its worker; its own end of the pipe ends it with us."""
    port, log = free_port(), folder / "log"
    url = f"http://localhost:{port}"
    command = [sys.executable, "-m", "terminbuch", "web", "--tethered", "--processes", "1"]
    with (
        log.open("w", encoding="utf-8") as written,
        subprocess.Popen(
            [*command, "--port", str(port)],
            env=_environment(url), stdin=subprocess.PIPE, stdout=written, stderr=written,
        ) as process,
    ):  # fmt: skip
        _let_go(process)
        try:
            until(lambda: _answers(LiveServer(port, process)))
            yield House(url, log, Path(settings.DATA) / "mailbox")
        finally:
            process.terminate()


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """As a supervisor does when everything is prepared; the tables of a test are."""
    assert process.stdin is not None
    process.stdin.write(GO)
    process.stdin.flush()


def _environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        **LIMITS_OFF,
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "LIVE_DATABASE": str(connection.settings_dict["NAME"]),
        "TERMINBUCH_DATA": str(settings.DATA),
        "TERMINBUCH_DEMO": "yes",
        "TERMINBUCH_URL": url,
    }


def _answers(server: LiveServer) -> bool:
    assert server.process.poll() is None, "the server ended before it answered"
    try:
        return server.ask("GET", "/healthz").status == 200
    except OSError:
        return False
