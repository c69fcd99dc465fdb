"""How long a booking waits while tables change: ``python -m benchmarks.million.migrating [--hundredth]``.

On a PostgreSQL of its own, filled. Eight clients book without a pause by the action, in two processes, at
other businesses of the same tables. A second after they have begun, the newest migrations are applied one
after the other, then a sample of an index on the bookings, built as it must be; last, for comparison, as it
must not be, which tests/size refuses. Prints Markdown.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from json import loads

from benchmarks.booking import PROCESSES, Round, call, client, said, tell, together
from tests.postgresql_server import running_server

from .installed import alone

BEFORE = "0002_outside_calendars"
"""What is on the tables when people begin to book."""
STEPS = {
    "": "nothing",
    "0003_verification": "0003: tables for verifications",
    "0004_delivery_of_none": "0004: an index on some deliveries",
    "meanwhile": "sample: an index on all bookings",
    "locking": "the same sample under a lock (refused)",
}
BAZAAR = ("many", "100", "5")
AFTER_SECONDS = 1.0
HEAD = """
| what is applied | it took s | bookings | p50 ms | p99 ms | longest wait ms | refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hundredth", action="store_true")
    parser.add_argument("--seconds", type=float, default=20.0, help="for so long each step is booked")
    asked = parser.parse_args()
    asked.rounds = len(STEPS)  # each step has times of its own
    with running_server() as address, tempfile.TemporaryDirectory(prefix="terminbuch-million-") as folder:
        env = alone(folder, address)
        call(env, "terminbuch", "prepare")
        call(env, "benchmarks.million.filled", *(["--hundredth"] if asked.hundredth else []))
        call(env, "benchmarks.bazaar", *BAZAAR)
        applied(env, BEFORE)
        print(HEAD, flush=True)
        for number, step in enumerate(STEPS):
            print(line(step, *during(env, step, number, asked)), flush=True)


def during(env: dict[str, str], step: str, number: int, asked: argparse.Namespace) -> tuple[Round, str]:
    """What the clients saw, and in how many seconds the change was done."""
    with ExitStack() as stack:
        clients = [
            stack.enter_context(client(env, BAZAAR[0], number, place, asked)) for place in range(PROCESSES)
        ]
        for each in clients:
            said(each)
        for each in clients:
            tell(each)
        began = time.perf_counter()
        took = f"{applied(env, step, after=AFTER_SECONDS):.2f}" if step else "–"
        lasted = time.perf_counter() - began
        seen = together([loads(said(each)) for each in clients], 0.0)
        # What comes after the last booking nobody has seen.
        return seen, took if lasted < seen.seconds else f"{took} (longer than they booked)"


def applied(env: dict[str, str], step: str, *, after: float = 0.0) -> float:
    """In how many seconds. Raises AssertionError when it fails."""
    words = [sys.executable, "-m", "benchmarks.million.applying", step]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env=env, stdin=pipe, stdout=pipe, text=True) as process:
        said(process)
        time.sleep(after)
        tell(process)
        return float(said(process))


def line(step: str, seen: Round, took: str) -> str:
    waits = " | ".join(f"{seen.quantile(share):.0f}" for share in (0.5, 0.99, 1))
    refused = seen.outcomes.total() - seen.booked
    return f"| {STEPS[step]} | {took} | {seen.booked} | {waits} | {refused} |"


if __name__ == "__main__":
    main()
