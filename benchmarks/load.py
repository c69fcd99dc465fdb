"""Load on one page: so many visitors at once, each on one connection that stays open.

By wrk where it is installed, which takes a twentieth of the processor time of the small program of ours that
stands in for it. Either shares the cores with the server: who it was, and what it took, is told.
"""

from __future__ import annotations

import http.client
import math
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

LOOPBACK = "127.0.0.1"
HEADERS = {"Host": "localhost", "Accept-Encoding": "br", "Accept-Language": "de"}
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Sample:
    """What visitors saw. ``own_seconds`` is the processor time of whoever made the load."""

    p50_ms: float
    p99_ms: float
    answers: int
    seconds: float
    own_seconds: float

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds


def load(
    port: int, path: str, *, connections: int, seconds: float, headers: Mapping[str, str] = HEADERS
) -> Sample:
    """Ask for one page again and again. Raises AssertionError for any answer but 200."""
    by = _by_wrk if _wrk() else _by_ourselves
    return by(port, path, connections=connections, seconds=seconds, headers=headers)


@cache
def generator() -> str:
    """Who makes the load, with its version."""
    if not _wrk():
        return "a small program of ours (http.client, a thread for each connection)"
    said = subprocess.run([_wrk(), "-v"], capture_output=True, text=True, check=False).stdout
    return " ".join(said.split()[:2])


@cache
def _wrk() -> str:
    return shutil.which("wrk") or ""


def _by_wrk(port: int, path: str, *, connections: int, seconds: float, headers: Mapping[str, str]) -> Sample:
    asked = [f"--header={name}: {value}" for name, value in headers.items()]
    how = [
        "--threads=1",
        f"--connections={connections}",
        f"--duration={max(round(seconds), 1)}s",
        "--latency",
    ]
    before, began = _of_children(), time.perf_counter()
    said = subprocess.run(
        [_wrk(), *how, *asked, f"http://{LOOPBACK}:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    took = time.perf_counter() - began
    assert not re.search("Non-2xx|Socket errors", said), said
    answers = int(re.findall(r"(\d+) requests in", said)[0])
    return Sample(_quantile(said, "50%"), _quantile(said, "99%"), answers, took, _of_children() - before)


def _quantile(said: str, share: str) -> float:
    """In milliseconds, from a line such as "  99%    4.36ms"."""
    ((number, unit),) = re.findall(rf"^\s+{share}\s+([\d.]+)(us|ms|s)\s*$", said, re.MULTILINE)
    return float(number) * MS[unit]


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _by_ourselves(
    port: int, path: str, *, connections: int, seconds: float, headers: Mapping[str, str]
) -> Sample:
    began, used = time.perf_counter(), time.process_time()
    visit = partial(_visit, port, path, began + seconds, headers)
    with ThreadPoolExecutor(connections) as pool:
        waits = sorted(wait for visits in pool.map(lambda _: visit(), range(connections)) for wait in visits)
    took = time.perf_counter() - began
    p50, p99 = (waits[math.ceil(share * len(waits)) - 1] * 1000 for share in (0.5, 0.99))
    return Sample(p50, p99, len(waits), took, time.process_time() - used)


def _visit(port: int, path: str, until: float, headers: Mapping[str, str]) -> Sequence[float]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    waits: list[float] = []
    while (asked := time.perf_counter()) < until:
        answer(connection, path, headers)
        waits.append(time.perf_counter() - asked)
    connection.close()
    return waits


def answer(connection: http.client.HTTPConnection, path: str, headers: Mapping[str, str] = HEADERS) -> bytes:
    connection.request("GET", path, headers=dict(headers))
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{path}: {response.status}"
    return body
