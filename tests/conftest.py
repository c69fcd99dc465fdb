"""What all tests share. Fixtures of one room stand in that room's own conftest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

JOURNEYS = Path(__file__).parent / "journeys"

# Random while we work; in CI the same examples every time, so that a red run can be run again.
settings.register_profile("terminbuch", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("terminbuch")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey is a browser test because of where it stands."""
    for item in items:
        if JOURNEYS in item.path.parents:
            item.add_marker("browser")
