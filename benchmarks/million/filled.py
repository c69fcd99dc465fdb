"""``python -m benchmarks.million.filled [--hundredth]`` fills the empty database of the environment.

The tables must be there (``terminbuch migrate``). Prints how long it took and how many rows there are.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terminbuch.config.settings")
django.setup()

from django.db import connection  # noqa: E402  # Django must be ready before
from django.utils import timezone  # noqa: E402

from tests.builders import SUNDAY_18  # noqa: E402
from tests.cast import Cast, make_cast  # noqa: E402
from tests.size.migrations import LARGE  # noqa: E402

from .filling import fill_around  # noqa: E402
from .size import HUNDREDTH, MILLION, Size  # noqa: E402


def filled(size: Size) -> Cast:
    """The cast among so many. From here on the clock of this process shows the cast's Sunday evening."""
    vars(timezone)["now"] = lambda: SUNDAY_18
    cast = make_cast()
    fill_around(cast, size, now=SUNDAY_18)
    _settle()
    return cast


def _settle() -> None:
    """PostgreSQL sweeps and counts, as it soon does by itself; SQLite's log goes into its file."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE)" if is_postgresql else "PRAGMA wal_checkpoint(TRUNCATE)")


def rows() -> dict[str, int]:
    """How many there are, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(LARGE):
            cursor.execute(f"SELECT COUNT(*) FROM terminbuch_{table}")  # noqa: S608  # our own names
            found[table] = int(cursor.fetchone()[0])
    return found


def main(arguments: list[str]) -> int:
    began = perf_counter()
    filled(HUNDREDTH if "--hundredth" in arguments else MILLION)
    print(f"filled in {perf_counter() - began:.0f} s")
    for table, number in rows().items():
        print(f"{table:<16} {number:>9}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
