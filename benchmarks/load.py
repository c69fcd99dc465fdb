"""A small load generator: so many visitors at once, each on one connection that stays open."""

from __future__ import annotations

import http.client
import math
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

LOOPBACK = "127.0.0.1"
HEADERS = {"Host": "localhost", "Accept-Encoding": "br", "Accept-Language": "de"}


@dataclass(frozen=True)
class Sample:
    """What a number of visitors saw in some seconds: the length of each answer, in seconds."""

    waits: tuple[float, ...]
    seconds: float

    def quantile(self, share: float) -> float:
        """The wait, in milliseconds, that this share of the answers did not exceed."""
        ordered = sorted(self.waits)
        return ordered[math.ceil(share * len(ordered)) - 1] * 1000

    @property
    def per_second(self) -> float:
        return len(self.waits) / self.seconds


def load(port: int, path: str, *, connections: int, seconds: float) -> Sample:
    """Ask for one page again and again. Raises AssertionError for any answer but 200."""
    began = time.perf_counter()
    visit = partial(_visit, port, path, began + seconds)
    with ThreadPoolExecutor(connections) as pool:
        waits = [wait for visits in pool.map(lambda _: visit(), range(connections)) for wait in visits]
    return Sample(tuple(waits), time.perf_counter() - began)


def _visit(port: int, path: str, until: float) -> Sequence[float]:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    waits: list[float] = []
    while (asked := time.perf_counter()) < until:
        answer(connection, path)
        waits.append(time.perf_counter() - asked)
    connection.close()
    return waits


def answer(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path, headers=HEADERS)
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, f"{path}: {response.status}"
    return body
