"""Fills the empty database of the environment, then does what it is told to, and says how long that took.

``python -m benchmarks.million.measuring --bookings 10000 --resources 20 --organisations 5`` says as JSON what
there is and what can be done, waits for lines such as ``3 deed|book|the large one`` (the round and a name),
and answers each with a line of JSON. Times are in milliseconds.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Iterator
from time import perf_counter, process_time
from typing import Any

from benchmarks.million.filled import filled, rows  # sets Django up

# isort: split
from django.db import connection

from terminbuch.booking_pages.shelf import SHELF
from terminbuch.queries import kept
from tests.cast import Cast

from .deeds import deeds
from .doing import LARGE, USUAL, Doing
from .pages import pages
from .size import Size
from .work import of_one, work


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("bookings", "resources", "organisations"):
        parser.add_argument(f"--{name}", type=int, required=True)
    asked = parser.parse_args()
    began = perf_counter()
    cast = filled(Size(asked.bookings, asked.resources, asked.organisations))
    _say({"seconds": perf_counter() - began, "rows": rows()})
    known = {doing.name: doing for doing in _doings(cast)}
    # What filling has left would be looked through again and again.
    gc.collect()
    gc.freeze()
    _say({name: doing.seldom for name, doing in known.items()})
    for line in sys.stdin:
        number, _, name = line.strip().partition(" ")
        _say(_measured(known[name], int(number)))


def _doings(cast: Cast) -> Iterator[Doing]:
    yield from pages(cast.here, USUAL, others=True)
    yield from pages(cast.next_door, LARGE, others=False)
    for business, whose in ((cast.here, USUAL), (cast.next_door, LARGE)):
        yield from deeds(business, whose)
        yield from of_one(business, whose)
    yield from work()


def _measured(doing: Doing, number: int) -> dict[str, Any]:
    if not doing.kept:
        SHELF.clear()
        kept._masks.clear()
    counted = _Counted()
    with connection.execute_wrapper(counted):
        computed, began = process_time(), perf_counter()
        found = doing.do(number)
        waited, computed = perf_counter() - began, process_time() - computed
    return {
        "waited": waited * 1000,
        "computed": computed * 1000,
        "statements": counted.number,
        "found": found if isinstance(found, int) else 0,
    }


class _Counted:
    number = 0

    def __call__(self, execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        self.number += 1
        return execute(sql, values, many, context)


def _say(what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
