from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, fresh_installation
from tests.live import LOOPBACK


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with fresh_installation(tmp_path) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with its tables, which the tests of one file share."""
    with fresh_installation(tmp_path_factory.mktemp("standing")) as fresh:
        assert fresh.call("prepare").returncode == 0
        yield fresh


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server((LOOPBACK, 0)) as listening:
        yield int(listening.getsockname()[1])
