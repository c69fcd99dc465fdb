"""How long the free times of a pool take: ``python -m benchmarks.availability``.

Each resource is open from nine to five on weekdays in Berlin and has 200 busy spans in
sixty days; one of the pool must be free for thirty minutes. Measured in one process:

- *sweep*: a plain Python sweep over each resource's sorted spans, for comparison;
- *cold*: from the spans, nothing remembered;
- *cold, all alike*: all resources have the same busy times, so that nobody can be skipped;
- *cold, own hours*: no two resources share a schedule object, so each is laid out anew;
- *kept*: each resource's open and taken time is known already, as by its revision.

All must give the same starts as the sweep, or the run ends with an error.
"""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from platform import python_version
from random import Random
from statistics import median
from time import process_time
from zoneinfo import ZoneInfo

from terminbuch.availability import (
    Candidate,
    Question,
    Requirement,
    ResourceFacts,
    Rules,
    Schedule,
    Span,
    Taken,
    Window,
    dates,
    known,
    looks_at,
    starts,
)
from terminbuch.availability.slots import within_day

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
ASKED = dates(date(2026, 1, 2), date(2026, 3, 2), BERLIN)
OPENS, CLOSES = time(9), time(17)
BUSY_SPANS = 200
DURATION = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)

type Starts = list[datetime]


def hours() -> Schedule:
    return Schedule(BERLIN, {weekday: (Window(OPENS, CLOSES),) for weekday in range(5)})


def busy_spans(random: Random) -> tuple[Taken, ...]:
    """Spans of a quarter to a whole hour, anywhere in the sixty days."""
    minutes = (ASKED.end - ASKED.start) // MINUTE
    begins = sorted(ASKED.start + random.randrange(minutes) * MINUTE for _ in range(BUSY_SPANS))
    return tuple(
        Taken(Span(start, start + random.choice((15, 30, 45, 60)) * MINUTE), "booking") for start in begins
    )


def question(pool: list[ResourceFacts], step: int) -> Question:
    rules = Rules(duration=DURATION, step=step * MINUTE, zone=BERLIN)
    anyone = Requirement(tuple(Candidate(facts.key) for facts in pool))
    return Question(rules, (anyone,), {facts.key: facts for facts in pool}, NOW)


def with_masks(asked: Question) -> Question:
    span = looks_at(asked.rules, asked.requirements, first=ASKED.start, until=ASKED.end)
    kept = {key: known(facts, span) for key, facts in asked.resources.items()}
    bare = {key: ResourceFacts(key, ()) for key in asked.resources}
    return replace(asked, resources=bare, kept=kept)


def ask(asked: Question, window: Span = ASKED) -> Starts:
    """As the first who asks: nothing is left of the days of an earlier answer."""
    within_day.cache_clear()
    return starts(asked, first=window.start, until=window.end)


def sweep(asked: Question) -> Starts:
    """The same answer the plain way: walk through each resource's grid and its busy spans side by side."""
    found: set[datetime] = set()
    for facts in asked.resources.values():
        spans, place = merged(facts.taken), 0
        for start in grid(asked.rules.step):
            while place < len(spans) and spans[place][1] <= start:
                place += 1
            if place == len(spans) or start + DURATION <= spans[place][0]:
                found.add(start)
    return sorted(found)


def merged(taken: tuple[Taken, ...]) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    for start, end in sorted((row.span.start, row.span.end) for row in taken):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def grid(step: timedelta) -> Iterator[datetime]:
    day = ASKED.start.astimezone(BERLIN).date()
    while (start := datetime.combine(day, OPENS, BERLIN).astimezone(UTC)) < ASKED.end:
        closes = datetime.combine(day, CLOSES, BERLIN).astimezone(UTC)
        while day.weekday() < 5 and start + DURATION <= closes:
            yield start
            start += step
        day += timedelta(days=1)


def ways(count: int, step: int) -> dict[str, tuple[Question, Callable[[Question], Starts]]]:
    """The ways to answer, each with its question."""
    random, shared = Random(count), hours()  # noqa: S311
    pool = [ResourceFacts(key, (shared,), busy_spans(random)) for key in range(count)]
    alike = [replace(facts, taken=pool[0].taken) for facts in pool]
    own = [replace(facts, schedules=(hours(),)) for facts in pool]
    return {
        "sweep": (question(pool, step), sweep),
        "cold": (question(pool, step), ask),
        "cold, all alike": (question(alike, step), ask),
        "cold, own hours": (question(own, step), ask),
        "kept": (with_masks(question(pool, step)), ask),
    }


def milliseconds(answer: Callable[[], Starts], repetitions: int) -> float:
    """The median of so many calls. Processor time: there is nothing to wait for but other programs."""

    def once() -> float:
        begun = process_time()
        answer()
        return (process_time() - begun) * 1000

    return median(once() for _ in range(repetitions))


def row(count: int, step: int, repetitions: int) -> str:
    asked = ways(count, step)
    figures = []
    for name, (one, answer) in asked.items():
        if answer(one) != sweep(one if not one.kept else asked["sweep"][0]):
            raise SystemExit(f"{name}: not the starts of the sweep")
        figures.append(milliseconds(partial(answer, one), repetitions))
    ratio = figures[0] / figures[1]
    slots = len(ask(asked["cold"][0]))
    cells = [count, step, slots, *(f"{figure:.2f}" for figure in figures), f"{ratio:.0f}"]
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument(
        "--repetitions", type=int, default=15, help="each figure is the median of so many calls"
    )
    repetitions = parser.parse_args().repetitions
    print(f"{BUSY_SPANS} busy spans each over 60 days; processor time in ms, Python {python_version()}.\n")
    names = list(ways(1, 15))
    print(f"| resources | step | slots | {' | '.join(names)} | sweep / cold |")
    print("|" + " ---: |" * (len(names) + 4))
    for step in (15, 5):
        for count in (1, 10, 100):
            print(row(count, step, repetitions), flush=True)


if __name__ == "__main__":
    main()
