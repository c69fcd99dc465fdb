"""The one question, put to public engines: ``python -m benchmarks.peers.engines``, where they are installed.

The first line of standard input is the question; each further line names an engine, which then answers once.
Printed for each: milliseconds of processor time, and the starts it found, in seconds since 1970. What can be
prepared before somebody asks (values of an engine's own types) is not counted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from time import process_time

import portion
from calgebra import HOUR, Interval, at_tz, day_of_week, minutes, time_of_day, timeline
from slotify import AvailabilityEngine, BookingPolicy, BusyPeriod, SlotGenerator

from benchmarks.peers.question import Asked

type Answer = Callable[[], list[int]]

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def slotify(asked: Asked) -> Answer:
    """A generator for the hours; for each resource an engine whose policy knows when it is busy elsewhere.

    Its other way, a pool over its store of bookings, looks at all bookings of the whole pool for every slot:
    twenty thousand for each of four thousand.
    """
    generator = SlotGenerator(
        start=asked.opens,
        end=asked.closes,
        duration=asked.duration,
        interval=asked.step,
        timezone=asked.zone,
        weekdays=range(5),
    )
    now = datetime.fromisoformat(asked.now)
    engines = [AvailabilityEngine(generator, policy=_busy(spans)) for spans in asked.busy]

    def answer() -> list[int]:
        slots = generator.generate(asked.first, asked.last)
        free = (slot for slot in slots if any(engine.is_available(slot, now=now) for engine in engines))
        return [int(slot.start.timestamp()) for slot in free]

    return answer


def _busy(spans: list[tuple[int, int]]) -> BookingPolicy:
    periods = (BusyPeriod(*(datetime.fromtimestamp(moment, UTC) for moment in span)) for span in spans)
    return BookingPolicy(busy_periods=tuple(periods))


def calgebra(asked: Asked) -> Answer:
    """In its own words: hours minus busy, at least so long. The hours are laid out once for all resources."""
    at, opens, closes = at_tz(asked.zone), asked.hour(asked.opens), asked.hour(asked.closes)
    worked = day_of_week(WEEKDAYS, tz=asked.zone) & time_of_day(  # type: ignore[arg-type]
        start=opens * HOUR, duration=(closes - opens) * HOUR, tz=asked.zone
    )
    diaries = [timeline(*(Interval(start=start, end=end) for start, end in spans)) for spans in asked.busy]
    first, end = at(asked.first), at(asked.last) + timedelta(days=1)

    def answer() -> list[int]:
        found: set[int] = set()
        hours = timeline(*worked[first:end])
        for busy in diaries:
            free = (hours - busy) & (minutes >= asked.duration)
            for span in free[first:end]:
                found.update(asked.starts(span.start, span.end))
        return sorted(found)

    return answer


def of_portion(asked: Asked) -> Answer:
    """A library of intervals, which knows no hours: those are laid out for it beforehand."""
    hours = portion.Interval(*(portion.closedopen(*span) for span in asked.open_spans()))
    diaries = [portion.Interval(*(portion.closedopen(*span) for span in spans)) for spans in asked.busy]

    def answer() -> list[int]:
        found: set[int] = set()
        for busy in diaries:
            for free in hours - busy:
                found.update(asked.starts(free.lower, free.upper))
        return sorted(found)

    return answer


ENGINES: dict[str, Callable[[Asked], Answer]] = {
    "slotify-scheduling": slotify,
    "calgebra": calgebra,
    "portion": of_portion,
}


def main() -> None:
    asked = Asked.from_json(sys.stdin.readline())
    answers = {name: engine(asked) for name, engine in ENGINES.items()}
    print(json.dumps({name: version(name) for name in answers}), flush=True)
    for line in sys.stdin:
        began = process_time()
        found = answers[line.strip()]()
        took = (process_time() - began) * 1000
        print(json.dumps({"ms": took, "starts": found}), flush=True)


if __name__ == "__main__":
    main()
