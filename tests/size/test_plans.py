"""No page, no deed and no turn of the worker reads the whole of a table that grows for ever."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from terminbuch.models import Booking, Delivery
from tests.cast import Cast
from tests.size.doings import doings
from tests.size.migrations import LARGE
from tests.size.plans import Plans, read_whole

TABLES = {f"terminbuch_{name}" for name in LARGE}
MAY_READ_ON = {
    # SQLite does not say that the first row is enough. The oldest booking is the first one it finds.
    ("terminbuch_booking", 'WHERE "terminbuch_booking"."created_at" < %s LIMIT 1'),
}


def test_nothing_that_happens_all_day_reads_the_whole_of_a_large_table(cast: Cast, now: datetime) -> None:
    plans = Plans(TABLES)
    with connection.execute_wrapper(plans):
        for plans.where in doings(cast, now=now):
            pass

    found = [
        f"{where}: {table}: {sql}" for (table, sql), where in plans.whole.items() if not _may(table, sql)
    ]
    assert not found, "\n".join(found)
    assert len(plans.asked) > 300


def _may(table: str, sql: str) -> bool:
    return any(table == known and words in sql for known, words in MAY_READ_ON)


def test_what_reads_a_whole_table_would_be_noticed(cast: Cast) -> None:
    whole: list[QuerySet[Any]] = [
        Booking.objects.everywhere().filter(staff_note="nowhere"),
        Booking.objects.everywhere().order_by("changed_at")[:1],
        Delivery.objects.everywhere().filter(kind="test").order_by("-pk")[:1],
    ]

    tables = [read_whole(*rows.query.sql_with_params()) & TABLES for rows in whole]

    assert tables == [{"terminbuch_booking"}, {"terminbuch_booking"}, {"terminbuch_delivery"}]
