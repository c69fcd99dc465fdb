"""Clients that book by the action, threads of one process: ``python -m benchmarks.booking_client``.

Told by the words of its line which bazaar they go to and for how long, and for each thread which part of all
times is its own. Says "ready", waits for a line, and prints what came of it as JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from benchmarks.bazaar import chosen  # sets Django up

# isort: split
from django.db import connection

from benchmarks.bazaar_times import start_of, starts
from terminbuch.actions.asking import VISITOR, BookingRequest
from terminbuch.actions.booking import book
from terminbuch.actions.keys import new_key
from terminbuch.actions.refusals import Refusal

WARM_UP = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bazaar", required=True)
    for name in ("threads", "first", "parts"):
        parser.add_argument(f"--{name}", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    told = parser.parse_args()
    places = chosen(told.bazaar)
    wishes = [wished(places, told.first + thread, told.parts) for thread in range(told.threads)]
    with ThreadPoolExecutor(told.threads) as pool:
        list(pool.map(lambda mine: run(mine, until=None), wishes))
        print("ready", flush=True)
        sys.stdin.readline()
        computed, began = time.process_time(), time.perf_counter()
        found = list(pool.map(lambda mine: run(mine, until=began + told.seconds), wishes))
        seconds, computed = time.perf_counter() - began, time.process_time() - computed
    waits = [wait for _outcomes, more in found for wait in more]
    outcomes = sum((outcome for outcome, _more in found), Counter[str]())
    print(json.dumps({"waits": waits, "outcomes": outcomes, "computed": computed, "seconds": seconds}))


def wished(places: list[tuple[int, int, int]], part: int, parts: int) -> Iterator[BookingRequest]:
    """All times of one of so many equal parts, in no order: how long each takes, not who loses."""
    mine = [(place, start) for place in places for start in range(part, starts(), parts)]
    random.Random(part).shuffle(mine)  # noqa: S311  # an order, no secret
    for number, (place, start) in enumerate(mine):
        yield asked(place, start, f"{part}-{number}")


def asked(place: tuple[int, int, int], start: int, who: str) -> BookingRequest:
    organisation, service, location = place
    return BookingRequest(
        organisation_id=organisation,
        service_id=service,
        location_id=location,
        starts_at=start_of(start),
        resource_id=None,
        name=f"Anna {who}",
        email=f"anna-{who}@example.org",
        zone_name="Europe/Berlin",
        key=new_key(),
    )


def run(wishes: Iterator[BookingRequest], *, until: float | None) -> tuple[Counter[str], list[float]]:
    """Book until the clock says so; ten times where it says nothing, to warm up."""
    outcomes, waits = Counter[str](), []
    while _goes_on(until, len(waits)):
        begun = time.perf_counter()
        try:
            book(next(wishes), by=VISITOR, now=datetime.now(UTC))
            outcomes["booked"] += 1
        except Refusal as refusal:
            outcomes[refusal.code] += 1
        waits.append(time.perf_counter() - begun)
        # As at the end of a web request: what the setting says decides whether it stays open.
        connection.close_if_unusable_or_obsolete()
    return outcomes, waits


def _goes_on(until: float | None, done: int) -> bool:
    return done < WARM_UP if until is None else time.perf_counter() < until


if __name__ == "__main__":
    main()
