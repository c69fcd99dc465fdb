from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import SUNDAY_18
from tests.calendars.fakes.google import API, Google
from tests.calendars.fakes.service import served
from tests.calendars.fakes.signing import CLIENT


@pytest.fixture
def google(settings: Any) -> Iterator[Google]:
    """A fresh one for each test, as empty as Ben's calendar on his first day."""
    with served(Google(now=lambda: SUNDAY_18)) as fake:
        settings.OUTSIDE_PRIVATE = ["127.0.0.1"]
        settings.GOOGLE_API, settings.GOOGLE_TOKENS = f"{fake.url}{API}", f"{fake.url}/token"
        settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET = CLIENT.values()
        yield fake
