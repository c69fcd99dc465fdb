"""Servers start once for all tests of a process; each test has a calendar of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.calendars import servers
from tests.calendars.another_client import AnotherClient
from tests.calendars.caldav_stage import CalDavStage, caldav_stage


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnotherClient]:
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as client:
        yield client


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnotherClient]:
    with servers.xandikos(tmp_path_factory.mktemp("xandikos")) as client:
        yield client


@pytest.fixture
def radicale(radicale_server: AnotherClient) -> CalDavStage:
    return caldav_stage(radicale_server)


@pytest.fixture
def xandikos(xandikos_server: AnotherClient) -> CalDavStage:
    return caldav_stage(xandikos_server)
