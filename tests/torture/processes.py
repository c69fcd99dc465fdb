"""Processes under torture: each leads a group of its own, so that a kill leaves nothing of it behind."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.live import LOOPBACK, free_port

READY_WITHIN = 30.0
ROOT = Path(__file__).resolve().parents[2]


class NotReady(Exception):
    """A process ended, or did not answer in time; the message holds the end of what it said."""


@dataclass(eq=False)
class Process:
    """One program. What it says goes to the end of ``log``. Started again, it is the same with another id."""

    words: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    _running: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        with self.log.open("ab") as said:
            self._running = subprocess.Popen(
                [sys.executable, *self.words], env=self.environment, cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        return self._running.pid if self._running else 0

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs, or when it never did."""
        return self._running.poll() if self._running else None

    @property
    def is_alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """To the whole group; what has gone already is not missed."""
        if self._running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._running.pid, number)

    def kill(self) -> None:
        """As a power cut would end it, with everything that it started."""
        self.signal(signal.SIGKILL)
        if self._running is not None:
            self._running.wait()

    def stop(self, *, patience: float = 60.0) -> int:
        """Asks it to go home, and says with which status it went. Raises NotReady when it stays."""
        assert self._running is not None
        self._running.terminate()
        with suppress(subprocess.TimeoutExpired):
            return self._running.wait(patience)
        raise NotReady(f"still there after SIGTERM: {self.said()}")

    def wait(self, *, patience: float) -> int:
        """Its exit status, when it ends by itself. Raises NotReady when it does not."""
        assert self._running is not None
        with suppress(subprocess.TimeoutExpired):
            return self._running.wait(patience)
        raise NotReady(f"did not end: {self.said()}")

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:] if self.log.exists() else ""


@dataclass(eq=False)
class Server(Process):
    """A web server on a port of its own, which it keeps when it is started again."""

    port: int = 0

    def await_answer(self, *, patience: float = READY_WITHIN) -> float:
        """The seconds until it answers that it lives. Raises NotReady."""
        began = time.monotonic()
        while time.monotonic() < began + patience:
            if self._answers():
                return time.monotonic() - began
            if not self.is_alive:
                break
            time.sleep(0.02)
        raise NotReady(f"no answer on port {self.port}: {self.said()}")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        with suppress(OSError, http.client.HTTPException), closing(connection):
            connection.request("GET", "/healthz/live", headers={"Host": "localhost"})
            return connection.getresponse().status == 200
        return False


APPLICATION = "terminbuch.config.wsgi:application"


def server(
    environment: Mapping[str, str], log: Path, *, application: str = APPLICATION, threads: int = 4
) -> Server:
    """Granian with one process, as ``terminbuch web`` has several of; not yet started."""
    port = free_port()
    words = (
        *("-m", "granian", "--interface", "wsgi", "--host", LOOPBACK, "--port", str(port)),
        *("--blocking-threads", str(threads), "--log-level", "warning", application),
    )
    return Server(words, environment, log, port)
