"""Two hundred visitors send the form for one time at once: ``python -m benchmarks.burst``.

On each database, through the pages: everybody has the form open, the time is nobody's yet, and all forms are
on their way in the same moment, each on a line of its own. One of them gets it. What is told is how long the
last of all answers took, and what the answers were. Prints Markdown.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

from benchmarks.bazaar_times import start_of
from benchmarks.booking import call, environment
from benchmarks.booking_visitors import Line, Visitor
from benchmarks.serving import serving
from tests.concurrency.forms import form_with
from tests.postgresql_server import running_server

HEAD = """
| database | visitors | booked | told that it is taken | other answers | last answer, s | median |
| --- | ---: | ---: | ---: | ---: | --- | ---: |"""
A_MINUTE = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    print(HEAD, flush=True)
    with ExitStack() as stack:
        if asked.only != "sqlite":
            report("PostgreSQL", stack.enter_context(running_server()), asked)
        if asked.only != "postgresql":
            report("SQLite", "", asked)


def report(name: str, address: str, asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = environment(folder, address)
        call(env, "terminbuch", "prepare")
        call(env, "benchmarks.bazaar", "burst", "1", "1")
        with serving(env) as server:
            found = [burst(server.port, number, asked.visitors) for number in range(asked.rounds)]
    took = [seconds for seconds, _answers in found]
    answers = sum((each for _seconds, each in found), Counter[int]())
    others = answers.total() - answers[303] - answers[409]
    said = ", ".join(f"{seconds:.2f}" for seconds in took)
    counts = f"{asked.visitors} | {answers[303]} | {answers[409]} | {others}"
    print(f"| {name} | {counts} | {said} | {statistics.median(took):.2f} |", flush=True)


def burst(port: int, number: int, visitors: int) -> tuple[float, Counter[int]]:
    """From the moment at which all begin until the last of them has the whole answer."""
    lines = [Line(port) for _ in range(visitors)]
    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(lambda line: opened(line, number), lines))
    gate = Barrier(visitors + 1, timeout=A_MINUTE)

    def send(line: Line, form: bytes) -> int:
        gate.wait()
        return line.ask(form)[0]

    with ThreadPoolExecutor(visitors) as pool:
        answers = [pool.submit(send, line, form) for line, form in zip(lines, forms, strict=True)]
        gate.wait()
        began = time.perf_counter()
        counted = Counter(answer.result(A_MINUTE) for answer in answers)
        return time.perf_counter() - began, counted


def opened(line: Line, number: int) -> bytes:
    """The form for the one time that all of a round want, filled in; nobody keeps the time."""
    visitor = Visitor("burst-0", start_of(number))
    path = f"{visitor.path}book/?start={visitor.start:%Y-%m-%dT%H:%M:%S}%2B00:00"
    status, _head, body = line.ask(visitor.get(path))
    assert status == 200, f"no form: {status}"
    form = form_with("key", body.decode())
    who = {"name": f"Anna {visitor.number}", "email": f"anna-{visitor.number}@example.org"}
    return visitor.post(form.action or path, {**form.fields, **who})


if __name__ == "__main__":
    main()
