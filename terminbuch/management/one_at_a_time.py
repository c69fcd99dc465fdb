"""Several hosts may start at the same time: what prepares their database is done by one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Any number that nobody else takes in this database; it means nothing.
OURS = 7_261_030_118


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Waits while another host is at it. PostgreSQL forgets the lock of whoever dies; a file has one host."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [OURS])
        cursor.execute("RESET lock_timeout")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [OURS])
