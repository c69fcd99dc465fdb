"""How long customers wait for a month and for a day's times: ``python -m benchmarks.pages``.

For each database an installation of its own is filled in a temporary folder and served as ``terminbuch run``
serves it; the load comes from one more process on the same machine. Prints Markdown. Linux only, for it also
says how long the server computed for one answer, which a busy machine disturbs less than waiting.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.load import Sample, load
from benchmarks.serving import Server, serving
from tests.postgresql_server import running_server

PAGES, BOOKINGS, CONNECTIONS = ("month", "day"), (0, 200, 10_000), (1, 8, 32)
HEAD = """
| page | bookings | connections | p50 ms | p99 ms | requests/s | computed ms | bytes |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
WARM_UP_SECONDS = 0.3


@dataclass(frozen=True)
class Cell:
    """What one line of the table is about."""

    page: str
    bookings: int
    connections: int

    def path(self, month: date) -> str:
        day = month + timedelta(days=(9 - month.weekday()) % 7 + 7)  # a Wednesday, one or two weeks into it
        chosen = f"&date={day}" if self.page == "day" else ""
        return f"/with-{self.bookings}/cut/?month={month:%Y-%m}{chosen}"


@dataclass(frozen=True)
class Measured:
    sample: Sample
    computed_ms: float
    """By the server for one answer."""


Rounds = dict[Cell, list[Measured]]


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
    today = datetime.now(UTC).date()
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = _environment(folder, database)
        _run(env, "-m", "terminbuch", "prepare")
        _run(env, "-m", "benchmarks.filling", month.isoformat(), *map(str, BOOKINGS))
        with serving(env) as server:
            measured = measure(server, month, rounds=rounds, seconds=seconds)
            sizes = {cell: server.size(cell.path(month)) for cell in measured}
    print(f"\n### {name}\n{HEAD}")
    for cell, found in measured.items():
        print(line(cell, found, sizes[cell]))
    print(f"\n{growth(measured)}", flush=True)


def measure(server: Server, month: date, *, rounds: int, seconds: float) -> Rounds:
    """Every figure once a round, so that a busy moment of the machine falls on all alike."""
    cells = [Cell(page, number, at) for page in PAGES for number in BOOKINGS for at in CONNECTIONS]
    for cell in cells:
        load(server.port, cell.path(month), connections=cell.connections, seconds=WARM_UP_SECONDS)
    found: Rounds = defaultdict(list)
    for _ in range(rounds):
        for cell in cells:
            before = server.computed()
            sample = load(server.port, cell.path(month), connections=cell.connections, seconds=seconds)
            computed_ms = (server.computed() - before) / len(sample.waits) * 1000
            found[cell].append(Measured(sample, computed_ms))
    return found


def line(cell: Cell, found: list[Measured], size: int) -> str:
    p50 = _middle(found, lambda each: each.sample.quantile(0.5))
    p99 = _middle(found, lambda each: each.sample.quantile(0.99))
    rate = _middle(found, lambda each: each.sample.per_second)
    computed = _middle(found, lambda each: each.computed_ms)
    waits = f"{p50:.1f} | {p99:.1f} | {rate:.0f} | {computed:.1f}"
    return f"| {cell.page} | {cell.bookings} | {cell.connections} | {waits} | {size} |"


def growth(measured: Rounds) -> str:
    """How much more a month takes with 10,000 bookings than with none, and than with those 200 within it."""
    few, some, many = (
        _middle(measured[Cell("month", number, 1)], lambda each: each.computed_ms) for number in BOOKINGS
    )
    said = f"from 0 to 10,000 bookings × {many / few:.2f}, from 200 to 10,000 × {many / some:.2f}"
    return f"Growth of what a month costs to compute, at one connection: {said}."


def _middle(found: list[Measured], value: Callable[[Measured], float]) -> float:
    return statistics.median(map(value, found))


def _environment(folder: str, database: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
    return {**told, "TERMINBUCH_DATA": folder, "DATABASE_URL": database, "LOG_LEVEL": "error"}


def _run(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, *words], env=env, check=True)


if __name__ == "__main__":
    main()
