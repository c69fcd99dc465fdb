"""How long customers wait for a month and for a day's times: ``python -m benchmarks.pages``.

For each database an installation of its own is filled in a temporary folder and served as ``terminbuch run``
serves it; the load comes from one more process on the same machine. *Kept* is a page that is shown again,
*anew* the same page for somebody who has typed a name already, which is never kept; *while booked*, the same
page while somebody takes and gives back a time of it. Prints Markdown. Linux only, for it
also says how long the server computed for one answer, which a busy machine disturbs less than waiting.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.load import Sample, generator, load
from benchmarks.serving import Server, serving
from tests.postgresql_server import running_server

CONNECTIONS, SOME = (1, 8, 32), 200
BOOKINGS = (0, SOME, 10_000)
TYPED = "&name=Anna"
HEAD = """
| page | bookings | connections | p50 ms | p99 ms | requests/s | computed ms | load ms | bytes |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True)
class Cell:
    """What one line of the table is about."""

    page: str
    how: str
    bookings: int
    connections: int

    def path(self, month: date) -> str:
        day = month + timedelta(days=(9 - month.weekday()) % 7 + 7)  # a Wednesday, one or two weeks into it
        chosen = f"&date={day}" if self.page == "day" else ""
        typed = TYPED if self.how == "anew" else ""
        return f"/with-{self.bookings}/cut/?month={month:%Y-%m}{chosen}{typed}"


CELLS = [
    *(Cell("month", "kept", number, at) for number in BOOKINGS for at in CONNECTIONS),
    *(Cell("day", "kept", SOME, at) for at in CONNECTIONS),
    *(Cell("month", "anew", number, 8) for number in BOOKINGS),
    Cell("month", "while booked", SOME, 8),
]


@dataclass(frozen=True)
class Measured:
    sample: Sample
    computed_ms: float
    """By the server for one answer."""

    @property
    def load_ms(self) -> float:
        return self.sample.own_seconds / self.sample.answers * 1000


Rounds = dict[Cell, list[Measured]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="each figure is the median of so many")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of one measurement")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    print(f"Load by {generator()}.", flush=True)
    if asked.only != "postgresql":
        report("SQLite", "", rounds=asked.rounds, seconds=asked.seconds)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, rounds=asked.rounds, seconds=asked.seconds)


def report(name: str, database: str, *, rounds: int, seconds: float) -> None:
    today = datetime.now(UTC).date()
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    with installed(database, month) as env, serving(env) as server:
        measured = measure(server, env, month, rounds=rounds, seconds=seconds)
        sizes = {cell: server.size(cell.path(month)) for cell in measured}
    print(f"\n### {name}\n{HEAD}")
    for cell, found in measured.items():
        print(line(cell, found, sizes[cell]))
    print(f"\n{summary(measured)}", flush=True)


@contextmanager
def installed(database: str, month: date) -> Iterator[dict[str, str]]:
    """The environment of an installation with its businesses."""
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = _environment(folder, database)
        _run(env, "-m", "terminbuch", "prepare")
        _run(env, "-m", "benchmarks.filling", month.isoformat(), *map(str, BOOKINGS))
        yield env


def measure(server: Server, env: dict[str, str], month: date, *, rounds: int, seconds: float) -> Rounds:
    """Every figure once a round, so that a busy moment of the machine falls on all alike."""
    for cell in CELLS:
        load(server.port, cell.path(month), connections=cell.connections, seconds=WARM_UP_SECONDS)
    found: Rounds = defaultdict(list)
    for _ in range(rounds):
        for cell in CELLS:
            with booking(env, month) if cell.how == "while booked" else nullcontext():
                found[cell].append(_measured(server, cell, month, seconds))
    return found


def _measured(server: Server, cell: Cell, month: date, seconds: float) -> Measured:
    before = server.computed()
    sample = load(server.port, cell.path(month), connections=cell.connections, seconds=seconds)
    return Measured(sample, (server.computed() - before) / sample.answers * 1000)


@contextmanager
def booking(env: dict[str, str], month: date) -> Iterator[None]:
    """Somebody takes and gives back times of that month meanwhile."""
    words = [sys.executable, "-m", "benchmarks.taking", f"with-{SOME}", month.isoformat()]
    with subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as taking:
        assert taking.stdout is not None
        taking.stdout.readline()
        yield
        taking.communicate()


def line(cell: Cell, found: list[Measured], size: int) -> str:
    p50, p99 = (
        _middle(found, lambda each: each.sample.p50_ms),
        _middle(found, lambda each: each.sample.p99_ms),
    )
    rate = _middle(found, lambda each: each.sample.per_second)
    computed, own = _middle(found, lambda each: each.computed_ms), _middle(found, lambda each: each.load_ms)
    figures = f"{p50:.1f} | {p99:.1f} | {rate:.0f} | {computed:.2f} | {own:.2f} | {size}"
    return f"| {cell.page}, {cell.how} | {cell.bookings} | {cell.connections} | {figures} |"


def summary(measured: Rounds) -> str:
    """What keeping saves, and what bookings cost."""

    def computed(how: str, bookings: int) -> float:
        return _middle(measured[Cell("month", how, bookings, 8)], lambda each: each.computed_ms)

    saved = ", ".join(
        f"{number}: × {computed('anew', number) / computed('kept', number):.1f}" for number in BOOKINGS
    )
    grown = " and ".join(
        f"× {computed(how, BOOKINGS[-1]) / computed(how, 0):.2f} ({how})" for how in ("kept", "anew")
    )
    return (
        f"What a month anew costs to compute beside a kept one, by bookings: {saved}."
        f" From 0 to {BOOKINGS[-1]} bookings: {grown}."
    )


def _middle(found: list[Measured], value: Callable[[Measured], float]) -> float:
    return statistics.median(map(value, found))


def _environment(folder: str, database: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
    return {**told, "TERMINBUCH_DATA": folder, "DATABASE_URL": database, "LOG_LEVEL": "error"}


def _run(env: dict[str, str], *words: str) -> None:
    """What it says is none of the figures."""
    subprocess.run([sys.executable, *words], env=env, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
