"""Servers start once for all tests of a process; each test has a calendar of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.calendars import cloud_stages, servers
from tests.calendars.another_client import AnotherClient
from tests.calendars.caldav_stage import CalDavStage, caldav_stage
from tests.calendars.cloud_stages import CloudStage
from tests.calendars.cyrus import cyrus as cyrus_running
from tests.calendars.fakes.google import Google
from tests.calendars.fakes.graph import Graph
from tests.calendars.fakes.raw_server import answering
from tests.calendars.fakes.rude import Rude


@pytest.fixture(scope="session")
def radicale_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnotherClient]:
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as client:
        yield client


@pytest.fixture(scope="session")
def xandikos_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnotherClient]:
    with servers.xandikos(tmp_path_factory.mktemp("xandikos")) as client:
        yield client


@pytest.fixture(scope="session")
def cyrus_server() -> Iterator[AnotherClient]:
    with cyrus_running() as client:
        yield client


@pytest.fixture
def radicale(radicale_server: AnotherClient) -> Iterator[CalDavStage]:
    with caldav_stage(radicale_server) as stage:
        yield stage


@pytest.fixture
def xandikos(xandikos_server: AnotherClient) -> Iterator[CalDavStage]:
    with caldav_stage(xandikos_server) as stage:
        yield stage


@pytest.fixture
def google(settings: Any) -> Iterator[Google]:
    """A fresh one for each test, as empty as Ben's calendar on his first day."""
    with cloud_stages.google_served(settings) as fake:
        yield fake


@pytest.fixture
def graph(settings: Any) -> Iterator[Graph]:
    with cloud_stages.graph_served(settings) as fake:
        yield fake


@pytest.fixture
def google_stage(google: Google) -> CloudStage:
    return cloud_stages.google_stage(google)


@pytest.fixture
def graph_stage(graph: Graph) -> CloudStage:
    return cloud_stages.graph_stage(graph)


@pytest.fixture
def cyrus(cyrus_server: AnotherClient) -> Iterator[CalDavStage]:
    with caldav_stage(cyrus_server) as stage:
        yield stage


@pytest.fixture
def rude() -> Iterator[CalDavStage]:
    with answering(Rude()) as server, caldav_stage(AnotherClient(f"{server.origin}/anna/")) as stage:
        yield stage
