"""The web server as an operator starts it, and how much it has computed."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import LOOPBACK, answer
from tests.live import free_port

READY_WITHIN = 60.0


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    def size(self, path: str) -> int:
        """Of the answer's body as it travels, in bytes."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        size = len(answer(connection, path))
        connection.close()
        return size

    def computed(self) -> float:
        """Seconds of computing by all its processes so far, as Linux counts them, in steps of 10 ms."""
        ticks = sum(_ticks(pid) for pid in family(self.process.pid))
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(env: dict[str, str]) -> Iterator[Server]:
    """One process for each core, up to two; ended at the end."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "terminbuch", "web", "--port", str(port)], env=env)
    server = Server(port, process)
    try:
        _await_answer(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _await_answer(server: Server) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException, AssertionError):
            server.size("/healthz")
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")


def family(pid: int) -> list[int]:
    """A process and those it started; the workers do not change while we measure."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(below for child in children for below in family(int(child)))]


def _ticks(pid: int) -> int:
    """Field 14 and 15 of proc(5): in user code and in the kernel."""
    said = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(said[11]) + int(said[12])
