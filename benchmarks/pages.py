"""How long customers wait for a month and for a day's times: ``python -m benchmarks.pages``.

For each database an installation of its own is filled in a temporary folder and served as ``terminbuch run``
serves it; the load comes from one more process on the same machine. Prints Markdown.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.load import LOOPBACK, Sample, answer, load
from tests.live import free_port
from tests.postgresql_server import running_server

BOOKINGS, CONNECTIONS = (0, 200, 10_000), (1, 8, 32)
READY_WITHIN = 60.0
HEAD = """
| page | bookings | connections | p50 ms | p99 ms | requests/s | bytes |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""
Cell = tuple[str, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="each figure is the median of so many")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one measurement")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.only != "postgresql":
        report("SQLite", "", rounds=asked.rounds, seconds=asked.seconds)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, rounds=asked.rounds, seconds=asked.seconds)


def report(name: str, database: str, *, rounds: int, seconds: float) -> None:
    month = _next_month(datetime.now(UTC).date())
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = _environment(folder, database)
        _run(env, "-m", "terminbuch", "prepare")
        _run(env, "-m", "benchmarks.filling", month.isoformat(), *map(str, BOOKINGS))
        with serving(env) as port:
            measured = measure(port, month, rounds=rounds, seconds=seconds)
            sizes = {cell[:2]: _size(port, _path(*cell[:2], month)) for cell in measured}
    print(f"\n### {name}\n{HEAD}")
    for cell, samples in measured.items():
        print(line(cell, samples, sizes[cell[:2]]))
    print(f"\n{growth(measured)}")


def measure(port: int, month: date, *, rounds: int, seconds: float) -> dict[Cell, list[Sample]]:
    """Every figure once a round, so that a busy moment of the machine falls on all alike."""
    cells = [(page, number, at) for page in ("month", "day") for number in BOOKINGS for at in CONNECTIONS]
    found: dict[Cell, list[Sample]] = {cell: [] for cell in cells}
    for number in range(-1, rounds):
        for page, bookings, connections in cells:
            path = _path(page, bookings, month)
            length = seconds if number >= 0 else 0.3  # the first round only warms up
            sample = load(port, path, connections=connections, seconds=length)
            if number >= 0:
                found[page, bookings, connections].append(sample)
    return found


def line(cell: Cell, samples: list[Sample], size: int) -> str:
    middle = statistics.median(each.quantile(0.5) for each in samples)
    slow = statistics.median(each.quantile(0.99) for each in samples)
    rate = statistics.median(each.per_second for each in samples)
    page, bookings, connections = cell
    return f"| {page} | {bookings} | {connections} | {middle:.1f} | {slow:.1f} | {rate:.0f} | {size} |"


def growth(measured: dict[Cell, list[Sample]]) -> str:
    """How much longer 10,000 bookings take than none, and than the 200 that lie in the month as well."""
    few, some, many = (
        statistics.median(each.quantile(0.5) for each in measured["month", number, 1]) for number in BOOKINGS
    )
    said = f"0 to 10,000 × {many / few:.2f}, 200 to 10,000 × {many / some:.2f}"
    return f"Growth of the month's p50 at one connection: {said}."


def _path(page: str, bookings: int, month: date) -> str:
    day = month + timedelta(days=(9 - month.weekday()) % 7 + 7)  # a Wednesday of the second or third week
    chosen = f"&date={day}" if page == "day" else ""
    return f"/with-{bookings}/cut/?month={month:%Y-%m}{chosen}"


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _size(port: int, path: str) -> int:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
    size = len(answer(connection, path))
    connection.close()
    return size


def _environment(folder: str, database: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
    return {**told, "TERMINBUCH_DATA": folder, "DATABASE_URL": database, "LOG_LEVEL": "error"}


def _run(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, *words], env=env, check=True)


@contextmanager
def serving(env: dict[str, str]) -> Iterator[int]:
    """The web server as an operator starts it, one process for each core up to two."""
    port = free_port()
    command = [sys.executable, "-m", "terminbuch", "web", "--port", str(port)]
    process = subprocess.Popen(command, env=env, cwd=Path.cwd())
    try:
        _await_answer(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _await_answer(port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError, http.client.HTTPException, AssertionError):
            _size(port, "/healthz")
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")


if __name__ == "__main__":
    main()
