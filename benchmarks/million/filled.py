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

from tests.cast import make_cast  # noqa: E402
from tests.size.migrations import LARGE  # noqa: E402

from .filling import fill_around  # noqa: E402
from .size import HUNDREDTH, MILLION  # noqa: E402


def main(arguments: list[str]) -> int:
    size = HUNDREDTH if "--hundredth" in arguments else MILLION
    began = perf_counter()
    fill_around(make_cast(), size, now=timezone.now().replace(microsecond=0))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("ANALYZE")
        print(f"filled in {perf_counter() - began:.0f} s")
        for table in sorted(LARGE):
            cursor.execute(f"SELECT COUNT(*) FROM terminbuch_{table}")  # noqa: S608  # our own names
            print(f"{table:<16} {cursor.fetchone()[0]:>9}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
