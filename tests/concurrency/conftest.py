from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.builders import Salon, make_salon
from tests.live import LiveServer, live_servers


@pytest.fixture(scope="session")
def servers(django_db_setup: None) -> Iterator[list[LiveServer]]:
    """Three processes on the tests' own database, which every test empties again."""
    with live_servers(3) as running:
        yield running


@pytest.fixture
def salon(transactional_db: None) -> Salon:
    return make_salon()
