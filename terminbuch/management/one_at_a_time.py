"""Several hosts may start at the same time: what prepares their database is done by one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Any number that nobody else takes in this database; it means nothing.
OURS = 7_261_030_118
PAUSE = 0.25
"""Seconds."""


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Waits while another host is at it. PostgreSQL forgets the lock of whoever dies; a file has one host.

    It asks again and again: a statement that waited would be a transaction, which an index that is built
    beside running work (``CONCURRENTLY``) waits for, and both would wait for each other.
    """
    if connection.vendor != "postgresql":
        yield
        return
    while not _asked("SELECT pg_try_advisory_lock(%s)"):
        time.sleep(PAUSE)
    yield
    _asked("SELECT pg_advisory_unlock(%s)")


def _asked(question: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [OURS])
        return bool(cursor.fetchone()[0])
