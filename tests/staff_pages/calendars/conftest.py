from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from terminbuch.models import CalendarConnection
from tests.calendars import servers
from tests.calendars.another_client import AnotherClient
from tests.cast import Business, Cast, signed_in


@pytest.fixture(scope="session")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnotherClient]:
    """A real server, on which "anna" has an account with the password "geheim"."""
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as client:
        yield client


@pytest.fixture
def shop(here: Business) -> Business:
    """Nobody has connected anything."""
    CalendarConnection.objects.of(here.organisation).delete()
    return here


@pytest.fixture
def ben(cast: Cast) -> Client:
    return signed_in(cast.people["resource: own"])


@pytest.fixture
def clara(cast: Cast) -> Client:
    """Another resource of the same business."""
    return signed_in(cast.people["resource: another's"])
