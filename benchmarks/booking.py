"""How many bookings a second: ``python -m benchmarks.booking``.

For each database an installation of its own in a temporary folder. Eight clients book by the action, in two
processes of four threads, as the pages are served; then the same through the pages. Beside it what bare
inserts into the same guarded table do, by pgbench and by Python's sqlite3, in the same run. Prints Markdown.
Linux only, for it says how long was computed, too.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from benchmarks.bare_inserts import bare_inserts
from benchmarks.database_work import Database
from benchmarks.serving import serving
from tests.postgresql_server import running_server

PROCESSES, THREADS = 2, 4
BAZAARS = {"many": (100, 5), "one": (1, 1)}
MEANING = {"many": "500 resources of 100 businesses", "one": "one resource"}
HEAD = """
| how | confirmed/s | p50 ms | p99 ms | slowest ms | computed ms | database ms | visitors ms | refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


@dataclass(frozen=True)
class Round:
    waits: tuple[float, ...]
    outcomes: Counter[str]
    seconds: float
    computed: float
    database: float
    clients: float = 0.0
    """Processor time, in seconds, of our own processes, the database server's and the visitors'."""

    @property
    def booked(self) -> int:
        return self.outcomes["booked"]

    @property
    def per_second(self) -> float:
        return self.booked / self.seconds

    def quantile(self, share: float) -> float:
        ordered = sorted(self.waits)
        return ordered[math.ceil(share * len(ordered)) - 1] * 1000

    def ours_ms(self) -> float:
        return self.computed / (self.booked or 1) * 1000

    def database_ms(self) -> float:
        return self.database / (self.booked or 1) * 1000

    def clients_ms(self) -> float:
        return self.clients / (self.booked or 1) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0, help="length of one round")
    parser.add_argument("--visitors", type=int, default=1000, help="forms that are sent in one round")
    parser.add_argument("--warming", type=int, default=240, help="forms sent before it, which do not count")
    parser.add_argument("--journeys", type=int, default=200, help="whole journeys in one round")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, asked)
    if asked.only != "postgresql":
        report("SQLite", "", asked)


def report(name: str, address: str, asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = environment(folder, address)
        call(env, "terminbuch", "prepare")
        for bazaar, (businesses, people) in BAZAARS.items():
            # The pages have businesses of their own, for there times are chosen in turn.
            for name_of_it in (bazaar, f"pages-{bazaar}"):
                call(env, "benchmarks.bazaar", name_of_it, str(businesses), str(people))
        database = Database.of(address, folder)
        print(f"\n### {name}\n{HEAD}", flush=True)
        found: dict[str, list[Round]] = defaultdict(list)
        bare = []
        for number in range(asked.rounds):
            for bazaar, meaning in MEANING.items():
                found[f"action, {meaning}"].append(by_action(env, bazaar, number, asked, database))
            bare.append(bare_inserts(database, asked.seconds))
            for bazaar, meaning in MEANING.items():
                forms, journeys = through_pages(env, bazaar, number, asked, database)
                found[f"forms, {meaning}"].append(forms)
                found[f"journeys, {meaning}"].append(journeys)
        for who, rounds in found.items():
            print(line(who, rounds), flush=True)
    print(f"\nBare inserts: median {statistics.median(bare):.0f}/s, {min(bare):.0f} to {max(bare):.0f}")


def line(who: str, rounds: list[Round]) -> str:
    """Medians; of the rate its least and most, too."""

    def middle(value: Callable[[Round], float]) -> float:
        return statistics.median(map(value, rounds))

    rates = [each.per_second for each in rounds]
    waits = " | ".join(f"{middle(lambda each, at=at: each.quantile(at)):.1f}" for at in (0.5, 0.99, 1))
    computed = " | ".join(
        f"{middle(value):.2f}" for value in (Round.ours_ms, Round.database_ms, Round.clients_ms)
    )
    refused = sum(each.outcomes.total() - each.booked for each in rounds)
    rate = f"{statistics.median(rates):.0f} ({min(rates):.0f} to {max(rates):.0f})"
    return f"| {who} | {rate} | {waits} | {computed} | {refused} |"


def through_pages(
    env: dict[str, str], bazaar: str, lot: int, asked: argparse.Namespace, database: Database
) -> tuple[Round, Round]:
    """The forms alone, whose times are kept, and whole journeys: look, choose, open the form, send it."""
    database.settle()
    with serving(env) as server, visitors(env, server.port, bazaar, lot, asked) as crowd:
        said(crowd)
        found = []
        for _ in range(2):
            before, served = database.computed(), server.computed()
            tell(crowd)
            one = json.loads(said(crowd))
            ours = server.computed() - served
            found.append(
                Round(
                    waits=tuple(one["waits"]),
                    outcomes=Counter(one["outcomes"]),
                    seconds=one["seconds"],
                    computed=ours,
                    database=database.computed() - before,
                    clients=one["computed"],
                )
            )
        return found[0], found[1]


def visitors(
    env: dict[str, str], port: int, bazaar: str, lot: int, asked: argparse.Namespace
) -> subprocess.Popen[str]:
    told = {
        "port": port,
        "bazaar": f"pages-{bazaar}",
        "businesses": BAZAARS[bazaar][0],
        "clients": PROCESSES * THREADS,
        "skip": lot * (asked.warming + asked.visitors + asked.journeys),
        "warming": asked.warming,
        "visitors": asked.visitors,
        "journeys": asked.journeys,
    }
    return started(env, "benchmarks.booking_visitors", told)


def by_action(
    env: dict[str, str], bazaar: str, lot: int, asked: argparse.Namespace, database: Database
) -> Round:
    database.settle()
    with ExitStack() as stack:
        clients = [
            stack.enter_context(client(env, bazaar, lot, number, asked)) for number in range(PROCESSES)
        ]
        for each in clients:
            said(each)
        before = database.computed()
        for each in clients:
            tell(each)
        answers = [json.loads(said(each)) for each in clients]
        return together(answers, database.computed() - before)


def client(
    env: dict[str, str], bazaar: str, lot: int, number: int, asked: argparse.Namespace
) -> subprocess.Popen[str]:
    told = {
        "bazaar": bazaar,
        "threads": THREADS,
        "seconds": asked.seconds,
        "first": (lot * PROCESSES + number) * THREADS,
        "parts": asked.rounds * PROCESSES * THREADS,
    }
    return started(env, "benchmarks.booking_client", told)


def started(env: dict[str, str], module: str, told: Mapping[str, object]) -> subprocess.Popen[str]:
    words = [word for name, value in told.items() for word in (f"--{name}", str(value))]
    return subprocess.Popen(
        [sys.executable, "-m", module, *words],
        env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, "a client ended early"
    return line


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def together(found: list[dict[str, Any]], database: float) -> Round:
    return Round(
        waits=tuple(wait for each in found for wait in each["waits"]),
        outcomes=sum((Counter(each["outcomes"]) for each in found), Counter[str]()),
        seconds=max(each["seconds"] for each in found),
        computed=sum(each["computed"] for each in found),
        database=database,
    )


def environment(folder: str, address: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
    return {
        **told,
        "TERMINBUCH_DATA": folder,
        "DATABASE_URL": address,
        "LOG_LEVEL": "error",
        # Each visitor comes from an address of the own, as a proxy says it.
        "TRUSTED_PROXIES": "127.0.0.1",
        "BOOKINGS_PER_ORGANISATION": "1000000",
    }


def call(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", *words], env=env, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
