"""What a monitoring is told of the whole installation."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terminbuch.models import Delivery
from terminbuch.queries.figures import figures
from tests.builders import SUNDAY_18, make_booking, make_salon

WHOLE = re.compile(r"^SCAN terminbuch_(booking|delivery|hold|allocation|historyentry|customer)\b(?!.*USING)")
MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_an_empty_installation_is_told_of_too() -> None:
    found = _values(SUNDAY_18)

    assert found["organisations"] == {(): 0.0}
    assert found["delivery_queue_age_seconds"] == {(): 0.0}
    assert "worker_overdue_seconds" not in found


@pytest.mark.django_db
def test_what_should_have_left_is_counted_by_kind_with_its_age() -> None:
    booking = make_booking(make_salon().cut)
    Delivery.objects.everywhere().delete()
    _promised(booking, "later", due_at=SUNDAY_18 + MINUTE)
    _promised(booking, "late", due_at=SUNDAY_18 - MINUTE)
    _promised(booking, "later_still", due_at=SUNDAY_18)

    found = _values(SUNDAY_18)

    assert found["deliveries_due"] == {("booking_confirmed",): 2.0}
    assert found["delivery_queue_age_seconds"] == {(): 60.0}


@pytest.mark.django_db
def test_it_asks_as_much_of_a_large_installation_as_of_a_small_one() -> None:
    with CaptureQueriesContext(connection) as of_none:
        figures(SUNDAY_18)
    for slug in ("one", "two", "three"):
        make_booking(make_salon(slug).cut)

    with CaptureQueriesContext(connection) as of_some:
        figures(SUNDAY_18)

    assert len(of_some) == len(of_none)


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads small tables whole, whatever we ask"
)
@pytest.mark.django_db
def test_no_large_table_is_read_whole() -> None:
    with CaptureQueriesContext(connection) as asked:
        figures(SUNDAY_18)
    plans = [step for query in asked.captured_queries for step in _plan(query["sql"])]

    assert any("delivery_due" in step for step in plans)
    assert [step for step in plans if WHOLE.search(step)] == []


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return [str(row[-1]) for row in cursor.fetchall()]


def _promised(booking, key: str, *, due_at: datetime) -> None:
    Delivery.objects.create(
        organisation=booking.organisation,
        booking=booking,
        key=key,
        kind="booking_confirmed",
        due_at=due_at,
        created_at=SUNDAY_18,
    )


def _values(now: datetime) -> dict[str, dict[tuple[str, ...], float]]:
    return {
        figure.name: {tuple(labels.values()): value for labels, value in figure.rows}
        for figure in figures(now)
    }
