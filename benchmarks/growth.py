"""How free times grow with resources, days and what is booked: ``python -m benchmarks.growth``.

One number at a time, from the middle of the others: ten resources, 200 busy spans each in sixty days, at a
quarter of an hour's step. Growth by bookings and connections over HTTP is told by benchmarks.pages. Processor
time in one process; prints Markdown.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from time import process_time

from benchmarks.availability import BERLIN, MINUTE, ask, hours, question
from terminbuch.availability import Question, ResourceFacts, Span, Taken, dates, known, looks_at

FIRST = date(2026, 1, 2)
DAY = timedelta(days=1)
HEAD = """
| resources | days | busy spans each | starts found | from the spans ms | time kept ms |
| ---: | ---: | ---: | ---: | ---: | ---: |"""


@dataclass(frozen=True)
class Size:
    resources: int = 10
    days: int = 60
    busy: int = 200


SIZES = {
    "With resources": [Size(resources=number) for number in (1, 10, 100, 1000)],
    "With days": [Size(days=number) for number in (7, 30, 60, 120, 365)],
    "With what is booked": [Size(busy=number) for number in (0, 20, 200, 2000)],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=9, help="each figure is the median of so many")
    repetitions = parser.parse_args().repetitions
    for name, sizes in SIZES.items():
        print(f"\n{name}:\n{HEAD}")
        for size in sizes:
            print(_line(size, repetitions), flush=True)


def _line(size: Size, repetitions: int) -> str:
    asked_for = dates(FIRST, FIRST + (size.days - 1) * DAY, BERLIN)
    asked = question(_pool(size, asked_for), step=15)
    kept = _with_masks(asked, asked_for)
    found = ask(asked, asked_for)
    assert found == ask(kept, asked_for)
    times = [_middle(lambda one=one: ask(one, asked_for), repetitions) for one in (asked, kept)]
    figures = f"{len(found)} | {times[0]:.2f} | {times[1]:.2f}"
    return f"| {size.resources} | {size.days} | {size.busy} | {figures} |"


def _pool(size: Size, asked_for: Span) -> list[ResourceFacts]:
    random, shared = Random(size.resources), hours()  # noqa: S311
    return [
        ResourceFacts(key, (shared,), _taken(random, size.busy, asked_for)) for key in range(size.resources)
    ]


def _taken(random: Random, count: int, asked_for: Span) -> tuple[Taken, ...]:
    """Spans of a quarter to a whole hour, anywhere in the days."""
    minutes = (asked_for.end - asked_for.start) // MINUTE
    begins = sorted(asked_for.start + random.randrange(minutes) * MINUTE for _ in range(count))
    return tuple(Taken(Span(at, at + random.choice((15, 30, 45, 60)) * MINUTE), "booking") for at in begins)


def _with_masks(asked: Question, asked_for: Span) -> Question:
    span = looks_at(asked.rules, asked.requirements, first=asked_for.start, until=asked_for.end)
    kept = {key: known(facts, span) for key, facts in asked.resources.items()}
    return replace(asked, resources={key: ResourceFacts(key, ()) for key in asked.resources}, kept=kept)


def _middle(answer: Callable[[], object], repetitions: int) -> float:
    """Milliseconds: there is nothing to wait for but other programs."""

    def once() -> float:
        began = process_time()
        answer()
        return (process_time() - began) * 1000

    return statistics.median(once() for _ in range(repetitions))


if __name__ == "__main__":
    main()
