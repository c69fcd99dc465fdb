"""The cast's salon among many others with full diaries."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.million.filling import fill_around
from benchmarks.million.size import Size
from terminbuch.booking_pages.shelf import SHELF
from terminbuch.queries import kept
from tests.builders import SUNDAY_18
from tests.cast import Cast, make_cast
from tests.made_once import made_once

SIZES = {
    # PostgreSQL plans by what it has counted: one business has to be a small part of all.
    "postgresql": Size(bookings=10_000, resources=200, organisations=50),
    # SQLite counts nothing unless it is told to, and nobody tells it: any number will do.
    "sqlite": Size(bookings=200, resources=20, organisations=5),
}


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Doors read the clock; in these tests it shows Sunday, 18:00, and stands still."""
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return SUNDAY_18


@pytest.fixture
def cast(db: None, now: datetime) -> Cast:
    made = made_once(make_cast)
    fill_around(made, SIZES[connection.vendor], now=now)
    kept._masks.clear()
    SHELF.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made
