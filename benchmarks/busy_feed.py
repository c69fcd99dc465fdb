"""How long a feed of 10,000 events takes to be read and expanded: ``python -m benchmarks.busy_feed``.

In the process with limits, as the worker does it: warm, and with the process still to be started. Prints
Markdown. Memory is the process's own, at its highest.
"""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from terminbuch.ical.guarded import Asked, messages
from terminbuch.ical.guarded.children import Children

EVENTS, SERIES, ROUNDS = 10_000, 500, 5
NOW = datetime(2026, 11, 22, tzinfo=UTC)
WINDOWS = {60: NOW + timedelta(days=60), 402: NOW + timedelta(days=402)}
RULES = (
    "DAILY;BYDAY=MO,TU,WE,TH,FR",
    "WEEKLY",
    "WEEKLY;INTERVAL=2;BYDAY=MO,WE",
    "MONTHLY;BYDAY=2TU",
    "YEARLY",
)
HEAD = """
| events | of them series | MB | days | busy times | first s | again s | of it computing s | MB of memory |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"""
WORDS = (
    "Besprechung mit allen, die daran teilnehmen möchten, und mit einem Text, wie er in Kalendern steht. " * 2
)


def feed(events: int, series: int) -> bytes:
    """Seven years of a busy life, most of it over; two thirds of it on a wall, one in UTC."""
    dice = random.Random(1)  # noqa: S311  # the same feed every time
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Example//EN"]
    for number in range(events):
        lines += _event(number, dice, RULES[number % len(RULES)] if number < series else "")
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(number: int, dice: random.Random, rule: str) -> Iterator[str]:
    start = NOW - timedelta(days=2000) + timedelta(minutes=15 * dice.randrange(96 * 2500))
    zone, end = (";TZID=Europe/Berlin", "") if number % 3 else ("", "Z")
    yield from (
        "BEGIN:VEVENT",
        f"UID:{number}@example.org",
        "DTSTAMP:20261101T120000Z",
        f"SUMMARY:Termin {number}",
    )
    yield f"DTSTART{zone}:{start:%Y%m%dT%H%M%S}{end}"
    yield f"DTEND{zone}:{start + timedelta(minutes=45):%Y%m%dT%H%M%S}{end}"
    if rule:
        yield f"RRULE:FREQ={rule}"
        yield f"EXDATE{zone}:{start + timedelta(weeks=30):%Y%m%dT%H%M%S}{end}"
    yield from _folded(f"DESCRIPTION:{WORDS}")
    yield from ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "SEQUENCE:0", "END:VEVENT")


def _folded(line: str) -> Iterator[str]:
    yield line[:70]
    for at in range(70, len(line), 70):
        yield f" {line[at : at + 70]}"


class Reader:
    """A process of its own, so that its memory and computing time are known when it has ended."""

    def __init__(self) -> None:
        self._children = Children()
        self._before = resource.getrusage(resource.RUSAGE_CHILDREN)

    def seconds(self, question: bytes) -> tuple[float, int]:
        """How long an answer takes, and how many busy times it has."""
        began = time.perf_counter()
        answer = self._children.answer(question, time.monotonic() + 60)
        events = messages.understood_from(answer).events
        return time.perf_counter() - began, sum(len(event.spans) for event in events)

    def end(self) -> tuple[float, float]:
        """Seconds of computing, and MB."""
        self._children.end()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (
            used.ru_utime + used.ru_stime - self._before.ru_utime - self._before.ru_stime,
            used.ru_maxrss / 1024,
        )


def main() -> None:
    text = feed(EVENTS, SERIES)
    print(HEAD)
    for days, until in WINDOWS.items():
        asked = Asked(NOW, until, ZoneInfo("Europe/Berlin"), frozenset({"anna@example.org"}))
        question, reader = messages.feed_question(text, asked), Reader()
        first, spans = reader.seconds(question)
        again = statistics.median(reader.seconds(question)[0] for _ in range(ROUNDS))
        computing, memory = reader.end()
        print(
            f"| {EVENTS} | {SERIES} | {len(text) / 1e6:.1f} | {days} | {spans} | {first:.2f} | {again:.2f} "
            f"| {computing / (ROUNDS + 1):.2f} | {memory:.0f} |"
        )


if __name__ == "__main__":
    main()
