"""Our free times beside those of public engines: ``python -m benchmarks.engines``.

The question of benchmarks.availability, put to three packages from PyPI in a process and an environment of
their own, to a plain sweep over intervals, and to ours, all in turn in each round. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from time import process_time
from typing import IO

from benchmarks.availability import (
    ASKED,
    BERLIN,
    CLOSES,
    DURATION,
    MINUTE,
    NOW,
    OPENS,
    ask,
    busy_spans,
    hours,
    question,
    sweep,
    with_masks,
)
from benchmarks.peers import environment
from benchmarks.peers.question import Asked
from dev.steps import ROOT
from terminbuch.availability import Question, ResourceFacts

SIZES, STEPS = (1, 10, 100), (5,)
OURS, KEPT, PLAIN = "terminbuch, from the spans", "terminbuch, time kept", "plain sweep over intervals"
HEAD = """
| resources | step | engine | median ms | least to most | × ours | same starts |
| ---: | ---: | --- | ---: | --- | ---: | --- |"""
AIM = 50


@dataclass(frozen=True)
class Found:
    """One answer: processor time, and starts in seconds since 1970."""

    ms: float
    starts: list[int]


@dataclass(frozen=True)
class Strangers:
    """The public engines, in their process."""

    to_them: IO[str]
    from_them: IO[str]
    versions: dict[str, str]

    def ask(self, name: str) -> Found:
        self.to_them.write(name + "\n")
        self.to_them.flush()
        return Found(**json.loads(self.from_them.readline()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="each figure is the median of so many")
    rounds = parser.parse_args().rounds
    environment.make_ready()
    print(HEAD)
    factors = []
    for step in STEPS:
        for count in SIZES:
            found = measured(count, step, rounds)
            for name, answers in found.items():
                print(line(count, step, name, answers, found[OURS]), flush=True)
            factors.append((count, factor(found)))
    said = ", ".join(f"× {each:.0f} with {count}" for count, each in factors)
    print(f"\nThe fastest public engine beside ours from the spans, by resources: {said}. Aim: × {AIM}.")


def factor(found: dict[str, list[Found]]) -> float:
    """How much longer the fastest of the public engines takes."""
    publicly = [answers for name, answers in found.items() if name not in {OURS, KEPT, PLAIN}]
    return min(map(middle, publicly)) / middle(found[OURS])


def measured(count: int, step: int, rounds: int) -> dict[str, list[Found]]:
    """Every engine once a round, so that a busy moment of the machine falls on all alike.

    The sweep comes first of ours: the others take so long that their core is awake, a millisecond is not.
    """
    random, shared = Random(count), hours()  # noqa: S311
    pool = [ResourceFacts(key, (shared,), busy_spans(random)) for key in range(count)]
    asked = question(pool, step)
    kept = with_masks(asked)
    found: dict[str, list[Found]] = defaultdict(list)
    with strangers(asked) as them:
        for _ in range(rounds):
            found[PLAIN].append(once(sweep, asked))
            found[OURS].append(once(ask, asked))
            found[KEPT].append(once(ask, kept))
            for name, version in them.versions.items():
                found[f"{name} {version}"].append(them.ask(name))
    return found


def once(answer: Callable[[Question], list], asked: Question) -> Found:
    began = process_time()
    found = answer(asked)
    took = (process_time() - began) * 1000
    return Found(took, [int(start.timestamp()) for start in found])


@contextmanager
def strangers(asked: Question) -> Iterator[Strangers]:
    words = [environment.PYTHON, "-m", "benchmarks.peers.engines"]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_for_them(asked).as_json() + "\n")
        process.stdin.flush()
        yield Strangers(process.stdin, process.stdout, json.loads(process.stdout.readline()))
        process.stdin.close()


def _for_them(asked: Question) -> Asked:
    last = (ASKED.end - timedelta(seconds=1)).astimezone(BERLIN).date()
    return Asked(
        zone=BERLIN.key,
        first=ASKED.start.astimezone(BERLIN).date().isoformat(),
        last=last.isoformat(),
        opens=f"{OPENS:%H:%M}",
        closes=f"{CLOSES:%H:%M}",
        duration=DURATION // MINUTE,
        step=asked.rules.step // MINUTE,
        now=NOW.isoformat(),
        busy=[
            [(int(row.span.start.timestamp()), int(row.span.end.timestamp())) for row in facts.taken]
            for facts in asked.resources.values()
        ],
    )


def line(count: int, step: int, name: str, answers: list[Found], ours: list[Found]) -> str:
    times = [each.ms for each in answers]
    spread = f"{min(times):.2f} to {max(times):.2f}"
    times_ours = f"{middle(answers) / middle(ours):.1f}"
    cells = [count, step, name, f"{middle(answers):.2f}", spread, times_ours, same(answers, ours)]
    return f"| {' | '.join(map(str, cells))} |"


def middle(answers: list[Found]) -> float:
    return statistics.median(each.ms for each in answers)


def same(answers: list[Found], ours: list[Found]) -> str:
    """ "yes", or by how many starts the answers differ."""
    theirs, wanted = set(answers[0].starts), set(ours[0].starts)
    if theirs == wanted:
        return "yes"
    return f"no: {len(wanted - theirs)} missing, {len(theirs - wanted)} more"


if __name__ == "__main__":
    main()
