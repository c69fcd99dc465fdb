"""Raw SQL cannot talk its way past the guard: SQLite compares text, so only one spelling is let in."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from terminbuch.models import GUARD, Allocation
from tests.builders import MONDAY_10, Salon, occupy

HOUR = timedelta(hours=1)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL knows instants")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has triggers instead")

# MONDAY_10 in Berlin is 09:00 UTC; each of these means an hour in which Ben is occupied.
STARTS = {
    "a T between": "2026-11-23T09:00:00",
    "an offset": "2026-11-23 10:00:00+01:00",
    "UTC as an offset": "2026-11-23 09:00:00+00:00",
    "a Z": "2026-11-23 09:00:00Z",
    "microseconds": "2026-11-23 09:00:00.000001",
    "empty microseconds": "2026-11-23 09:00:00.000000",
    "no seconds": "2026-11-23 09:00",
    "a space before": " 2026-11-23 09:00:00",
    "a space after": "2026-11-23 09:00:00 ",
    "two spaces between": "2026-11-23  09:00:00",
    "a date": "2026-11-23",
    "a time": "09:00:00",
    "a Julian day": 2461367.875,
    "seconds since 1970": 1795424400,
    "seconds as text": "1795424400",
    "a word": "now",
    "nonsense": "tomorrow at nine",
    "nothing": "",
    "bytes": b"2026-11-23 09:00:00",
    "one digit": "2026-11-23 9:00:00",
    "a day that the month lacks": "2026-11-31 09:00:00",
    "an hour that the day lacks": "2026-11-22 33:00:00",
    "the hour after the last": "2026-11-22 24:00:00",
    "a minute that the hour lacks": "2026-11-23 08:60:00",
}
INSERT = (
    "{verb} INTO terminbuch_allocation"
    " (organisation_id, resource_id, hold_id, is_wish, starts_at, ends_at, sitting, live,"
    " position, seat, capacity) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 0, 1, 1)"
)
VERBS = ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "REPLACE"]


def insert(taken: Allocation, *, verb: str = "INSERT", **values: Any) -> None:
    row = {
        "organisation": taken.organisation_id,
        "resource": taken.resource_id,
        "hold": taken.hold_id,
        "is_wish": False,
        "starts_at": "2026-11-23 09:00:00",
        "ends_at": "2026-11-23 10:00:00",
        "sitting": uuid.uuid4().hex,
        "live": True,
    } | values
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT.format(verb=verb), list(row.values()))


@pytest.fixture
def taken(salon: Salon) -> Allocation:
    return occupy(salon.cut, salon.ben, MONDAY_10, MONDAY_10 + HOUR)


def test_the_plain_spelling_is_let_in_where_the_time_is_free(taken: Allocation) -> None:
    insert(taken, starts_at="2026-11-23 10:00:00", ends_at="2026-11-23 11:00:00")

    rows = (
        Allocation.objects.of(taken.organisation_id).order_by("starts_at").values_list("starts_at", flat=True)
    )
    assert list(rows) == [MONDAY_10, MONDAY_10 + HOUR]


@on_sqlite
@pytest.mark.parametrize("spelling", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("column", ["starts_at", "ends_at"])
def test_another_spelling_is_refused(taken: Allocation, column: str, spelling: Any) -> None:
    with pytest.raises(IntegrityError):
        insert(taken, **{column: spelling})

    assert Allocation.objects.of(taken.organisation_id).get() == taken


@on_sqlite
@pytest.mark.parametrize("spelling", STARTS.values(), ids=STARTS)
def test_another_spelling_is_refused_where_the_time_is_free(taken: Allocation, spelling: object) -> None:
    with pytest.raises(IntegrityError, match="spelling"):
        insert(taken, starts_at=spelling, ends_at="2026-11-23 23:00:00")


@on_sqlite
@pytest.mark.parametrize("spelling", STARTS.values(), ids=STARTS)
def test_another_spelling_is_refused_in_an_update(taken: Allocation, spelling: str | float | bytes) -> None:
    with pytest.raises(IntegrityError, match="spelling"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE terminbuch_allocation SET starts_at = %s", [spelling])


@on_sqlite
@pytest.mark.parametrize(
    "value",
    [
        {"live": "yes"},
        {"live": 0.5},
        {"live": b"1"},
        {"sitting": "short"},
        {"sitting": 12345678901234567890123456789012},
        {"sitting": b"12345678901234567890123456789012"},
        {"resource": "Ben"},
        {"organisation": "Salon"},
    ],
    ids=str,
)
def test_a_value_of_another_kind_is_refused(taken: Allocation, value: dict[str, Any]) -> None:
    if "sitting" in value and isinstance(value["sitting"], int):
        value = {"sitting": float(value["sitting"])}

    with pytest.raises(IntegrityError, match="spelling"):
        insert(taken, starts_at="2026-11-23 12:00:00", ends_at="2026-11-23 13:00:00", **value)


@on_sqlite
@pytest.mark.parametrize("live", [1, 2, -1, "1"])
def test_whatever_counts_as_live_is_in_the_way(taken: Allocation, live: object) -> None:
    with pytest.raises(IntegrityError, match=GUARD):
        insert(taken, live=live)


@on_sqlite
@pytest.mark.parametrize("verb", VERBS)
def test_no_way_of_inserting_goes_around_the_guard(taken: Allocation, verb: str) -> None:
    with pytest.raises(IntegrityError, match=GUARD):
        insert(taken, verb=verb)

    assert Allocation.objects.of(taken.organisation_id).get() == taken


@on_sqlite
@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
def test_no_way_of_updating_goes_around_the_guard(taken: Allocation, verb: str) -> None:
    insert(taken, starts_at="2026-11-23 11:00:00", ends_at="2026-11-23 12:00:00")

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} terminbuch_allocation SET starts_at = '2026-11-23 09:59:59' WHERE id <> %s",
            [taken.pk],
        )


@on_postgresql
@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        ("2026-11-23 09:00:00+00", "2026-11-23 10:00:00+00"),
        ("2026-11-23T10:30:00+01:00", "2026-11-23T12:00:00+01:00"),
        ("2026-11-23 09:59:59.999999Z", "2026-11-23 11:00:00Z"),
        ("2026-11-23 04:00:00 America/New_York", "infinity"),
        ("-infinity", "infinity"),
    ],
)
def test_an_instant_is_the_same_however_it_is_written(
    taken: Allocation, starts_at: str, ends_at: str
) -> None:
    with pytest.raises(IntegrityError, match=GUARD):
        insert(taken, starts_at=starts_at, ends_at=ends_at)


@on_postgresql
def test_a_raw_update_is_refused_like_an_insert(taken: Allocation) -> None:
    insert(taken, starts_at="2026-11-23 11:00:00+00", ends_at="2026-11-23 12:00:00+00")

    with pytest.raises(IntegrityError, match=GUARD), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE terminbuch_allocation SET starts_at = '2026-11-23 09:59:59+00' WHERE id <> %s", [taken.pk]
        )


@on_postgresql
def test_a_span_from_its_end_to_its_start_is_no_way_round(taken: Allocation) -> None:
    with pytest.raises(DatabaseError):
        insert(taken, starts_at="2026-11-23 11:00:00+00", ends_at="2026-11-23 09:00:00+00")


@on_postgresql
def test_the_guard_cannot_be_put_off_to_the_end_of_a_transaction(taken: Allocation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT condeferrable, convalidated FROM pg_constraint WHERE conname = %s", [GUARD])

        assert cursor.fetchall() == [(False, True)]
