from __future__ import annotations

from collections.abc import Iterator

import pytest

from terminbuch.actions.asking import Actor
from tests.builders import Salon, make_member, make_salon, staff
from tests.live import LiveServer, live_servers
from tests.made_once import made_once


@pytest.fixture(scope="session")
def servers(django_db_setup: None) -> Iterator[list[LiveServer]]:
    """Three processes on the tests' own database, which every test empties again."""
    with live_servers(3) as running:
        yield running


@pytest.fixture
def salon(transactional_db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def clara(salon: Salon) -> Actor:
    return staff(make_member(salon.organisation))
