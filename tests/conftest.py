"""What all tests share. Fixtures of one room stand in that room's own conftest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings

from tests.emptied import empty

TESTS = Path(__file__).parent
JOURNEYS = TESTS / "journeys"
STARTS_PROGRAMS = {TESTS / "management", TESTS / "test_guard_missing.py", JOURNEYS}

# Random while we work; in CI the same examples every time, so that a red run can be run again.
settings.register_profile("terminbuch", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("terminbuch")


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty())
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A journey is a browser test because of where it stands.

    What asks no database says the same with either, so it is asked once: with SQLite.
    """
    for item in items:
        if JOURNEYS in item.path.parents:
            item.add_marker("browser")
    if connection.vendor == "postgresql":
        once = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=once)
        left_out = set(map(id, once))
        items[:] = [item for item in items if id(item) not in left_out]


def _asks_a_database(item: pytest.Item) -> bool:
    """Here, or in a process that it starts. Without the fixture the connection is barred."""
    fixtures = {"db", "transactional_db"} & {*getattr(item, "fixturenames", ())}
    starts_programs = not STARTS_PROGRAMS.isdisjoint({item.path, *item.path.parents})
    return bool(fixtures) or item.get_closest_marker("django_db") is not None or starts_programs
