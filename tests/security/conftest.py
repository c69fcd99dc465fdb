from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.builders import SUNDAY_18
from tests.cast import Cast, make_cast
from tests.made_once import made_once


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Doors read the clock; in these tests it shows Sunday, 18:00, and stands still."""
    monkeypatch.setattr(timezone, "now", lambda: SUNDAY_18)
    return SUNDAY_18


@pytest.fixture
def cast(db: None) -> Cast:
    return made_once(make_cast)
