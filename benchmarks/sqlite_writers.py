"""How long a writer waits on SQLite when eight of them never stop: ``python -m benchmarks.sqlite_writers``.

Three processes with eight threads between them book by the action, one booking after the other, for a minute.
How long each took is told by the client's clock, waiting and booking together. Once as it is, and once
without the line in which writers stand, for comparison. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack

from benchmarks.booking import Round, call, environment, said, started, tell

THREADS = (3, 3, 2)
HEAD = """
| line | bookings | a second | p50 ms | p99 ms | slowest ms | slowest client's share | refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--without", action="store_true", help="without the line, too")
    asked = parser.parse_args()
    print(HEAD, flush=True)
    for has_line in (True, False) if asked.without else (True,):
        with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
            env = environment(folder, "")
            call(env, "terminbuch", "prepare")
            call(env, "benchmarks.bazaar", "many", "20", "5")
            print(line(written(env, asked.seconds, has_line=has_line), has_line=has_line), flush=True)


def written(env: dict[str, str], seconds: float, *, has_line: bool) -> list[Round]:
    """What each process did."""
    with ExitStack() as stack:
        writers = [
            stack.enter_context(writer(env, number, seconds, has_line=has_line))
            for number in range(len(THREADS))
        ]
        for each in writers:
            said(each)
        for each in writers:
            tell(each)
        return [_round(said(each)) for each in writers]


def writer(env: dict[str, str], number: int, seconds: float, *, has_line: bool) -> subprocess.Popen[str]:
    told = {
        "bazaar": "many",
        "threads": THREADS[number],
        "seconds": seconds,
        "first": sum(THREADS[:number]),
        "parts": sum(THREADS),
    }
    return started(env, "benchmarks.booking_client" if has_line else "benchmarks.sqlite_writers", told)


def _round(told: str) -> Round:
    found = json.loads(told)
    return Round(tuple(found["waits"]), Counter(found["outcomes"]), found["seconds"], found["computed"], 0.0)


def line(rounds: list[Round], *, has_line: bool) -> str:
    whole = Round(
        tuple(wait for each in rounds for wait in each.waits),
        sum((each.outcomes for each in rounds), Counter[str]()),
        max(each.seconds for each in rounds),
        sum(each.computed for each in rounds),
        0.0,
    )
    # Of what an even share of a process would be, by its threads.
    shares = [
        each.booked / whole.booked * sum(THREADS) / threads
        for each, threads in zip(rounds, THREADS, strict=True)
    ]
    waits = " | ".join(f"{whole.quantile(at):.0f}" for at in (0.5, 0.99, 1))
    refused = whole.outcomes.total() - whole.booked
    word = "yes" if has_line else "no"
    return f"| {word} | {whole.booked} | {whole.per_second:.0f} | {waits} | {min(shares):.2f} | {refused} |"


def without_a_line() -> None:
    """A client as any other, in whose process nobody stands in line."""
    from benchmarks import booking_client  # noqa: PLC0415  # sets Django up, which measuring does not need
    from terminbuch.config.sqlite.turns import Turns  # noqa: PLC0415

    Turns.take = lambda _turns, _seconds: True  # type: ignore[method-assign]
    booking_client.main()


if __name__ == "__main__":
    if "--bazaar" in sys.argv:
        without_a_line()
    else:
        main()
