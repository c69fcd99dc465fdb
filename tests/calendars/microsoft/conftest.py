from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.builders import SUNDAY_18
from tests.calendars.fakes.graph import API, TENANT, Graph
from tests.calendars.fakes.service import served
from tests.calendars.fakes.signing import CLIENT


@pytest.fixture
def graph(settings: Any) -> Iterator[Graph]:
    """A fresh one for each test, as empty as Ben's calendar on his first day."""
    with served(Graph(now=lambda: SUNDAY_18)) as fake:
        settings.OUTSIDE_PRIVATE = ["127.0.0.1"]
        settings.MICROSOFT_API, settings.MICROSOFT_SIGN_IN = f"{fake.url}{API}", fake.url
        settings.MICROSOFT_CLIENT_ID, settings.MICROSOFT_CLIENT_SECRET = CLIENT.values()
        settings.MICROSOFT_TENANT = TENANT
        yield fake
