from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.calendars.another_client import AnotherClient
from tests.calendars.caldav_stage import CalDavStage, caldav_stage
from tests.calendars.fakes.raw_server import Asked, RawServer, Said, answering
from tests.calendars.fakes.rude import Rude

type Serve = Callable[[Callable[[Asked], Said]], RawServer]
type Rudely = Callable[..., CalDavStage]


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as servers:
        yield lambda answer: servers.enter_context(answering(answer))


@pytest.fixture
def rudely(serve: Serve) -> Iterator[Rudely]:
    """A calendar on a server with just these manners."""

    def give(*manners: str, lost_status: int = 403) -> CalDavStage:
        server = serve(Rude(frozenset(manners), lost_status))
        return stages.enter_context(caldav_stage(AnotherClient(f"{server.origin}/anna/")))

    with ExitStack() as stages:
        yield give
