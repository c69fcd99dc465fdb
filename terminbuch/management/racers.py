"""The self-test's processes: each books, in threads, whatever it is told, in the copy and nowhere else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from threading import Barrier
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from terminbuch.actions.verification import Copy, Race, attempt, changed, narrow, races, winners
from terminbuch.queries.verification import DOUBLE, Found, ask

PROCESSES, THREADS = 3, 4
WORD = "--as-racer"
PATIENCE = 60.0
"""Seconds."""


def race(copy: Copy, *, now: datetime) -> tuple[list[Found], dict[str, Any]]:
    """What went wrong, and the figures. Where nothing is free nothing can be tried."""
    found = races(now=now)
    narrow(found, alias=copy.alias)
    with _racers(copy, now=now) if found else _none() as racers:
        ended = [_ended(each, number, racers) for number, each in enumerate(found)]
    faults = [fault for each, ends in zip(found, ended, strict=True) for fault in _judged(each, ends, copy)]
    faults += [fault for question in DOUBLE for fault in _after(question, copy, now=now)]
    total = sum(ended, Counter())
    return faults, {"times": len(found), "tries": total.total(), "won": total["won"]}


def _after(question: Any, copy: Copy, *, now: datetime) -> Iterator[Found]:
    """What is double in the data as well is said once, by the comparison."""
    known = {each.about for each in ask(question, now=now)}
    for each in ask(question, now=now, using=copy.alias):
        if each.about not in known:
            yield Found("race", each.organisation, f"{each.code} {each.about}", each.facts)


def _judged(each: Race, ends: Counter[str], copy: Copy) -> Iterator[Found]:
    bugs = sorted(end for end in ends if end.startswith("bug"))
    number = winners(each, alias=copy.alias)
    if (ends["won"], number) != (1, 1) or bugs:
        why = f"{ends['won']} won, {number} stand {' '.join(bugs)}".strip()
        about = f"{each.service} {each.starts_at}"
        yield Found("race", each.organisation, about, {"starts_at": each.starts_at, "why": why})


type Racer = subprocess.Popen[str]


@contextmanager
def _none() -> Iterator[list[Racer]]:
    yield []


@contextmanager
def _racers(copy: Copy, *, now: datetime) -> Iterator[list[Racer]]:
    """They end when their input does, so with us, however we end."""
    task = json.dumps({"settings": copy.settings, "now": now.isoformat()})
    command = [sys.executable, "-m", "terminbuch", "verify", WORD, task]
    racers = [_started(command) for _ in range(PROCESSES)]
    try:
        for racer in racers:
            _heard(racer)  # it is ready
        yield racers
    finally:
        for racer in racers:
            racer.kill()
            racer.communicate()


def _started(command: Sequence[str]) -> Racer:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)


def _ended(each: Race, number: int, racers: Sequence[Racer]) -> Counter[str]:
    """Said to all, then heard from all: they book at the same moment."""
    for place, racer in enumerate(racers):
        _say(racer, {"race": each.as_json(), "from": (number * PROCESSES + place) * THREADS})
    return sum((Counter(_heard(racer)) for racer in racers), Counter())


def _say(racer: Racer, line: dict[str, Any]) -> None:
    assert racer.stdin is not None  # noqa: S101  # it was started with one
    racer.stdin.write(json.dumps(line) + "\n")
    racer.stdin.flush()


def _heard(racer: Racer) -> list[str]:
    assert racer.stdout is not None  # noqa: S101  # it was started with one
    line = racer.stdout.readline()
    return json.loads(line) if line else ["bug: a process of the self-test died"]


def main(task: str) -> int:
    """One racer: for each line of input a line with how its threads fared."""
    given = json.loads(task)
    now = datetime.fromisoformat(given["now"])
    _open_the_copy_instead(given["settings"])
    print("[]", flush=True)
    with ThreadPoolExecutor(THREADS) as pool:
        for line in sys.stdin:
            print(json.dumps(_all_at_once(pool, json.loads(line), now=now)), flush=True)
    return 0


def _open_the_copy_instead(changes: dict[str, Any]) -> None:
    """Before anything is asked: from here on this process knows no other database."""
    ours = connections[DEFAULT_DB_ALIAS].settings_dict
    ours.update(changed(ours, changes))


def _all_at_once(pool: ThreadPoolExecutor, line: dict[str, Any], *, now: datetime) -> list[str]:
    each, gate = Race(**line["race"]), Barrier(THREADS, timeout=PATIENCE)
    tries = [partial(_try, gate, each, line["from"] + number, now) for number in range(THREADS)]
    return list(pool.map(lambda one: one(), tries))


def _try(gate: Barrier, each: Race, number: int, now: datetime) -> str:
    gate.wait()
    try:
        return attempt(each, number, now=now)
    except Exception as bug:  # noqa: BLE001  # whatever it is, it is what the self-test is to find
        return f"bug: {type(bug).__name__}"
