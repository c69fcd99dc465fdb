"""``terminbuch run --demo``: what somebody sees who tries Terminbuch for the first time."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.installation import Installation, Running, until
from tests.live import LOOPBACK


def get(port: int, path: str) -> str:
    """The page's text."""
    with closing(HTTPConnection(LOOPBACK, port, timeout=60)) as connection:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().read().decode()


@pytest.fixture
def demo(installation: Installation):
    with installation.running("--demo") as run:
        until(run.is_healthy)
        yield run


def test_the_demo_is_filled_mailed_and_shown_inside_a_foreign_page(demo: Running, tmp_path: Path):
    address = f"http://localhost:{demo.port}"

    until(lambda: len(list((tmp_path / "mailbox").glob("*"))) >= 2)
    until(lambda: f"http://localhost:{demo.port + 1}/" in demo.said())

    assert "Schneiden &amp; Föhnen" in get(demo.port, "/salon-anna/?lang=de")
    assert f'src="{address}/embed.js"' in get(demo.port + 1, "/")
    assert "terminbuch-booking" in get(demo.port, "/embed.js")
    assert "clara@example.org with the password clara-im-salon" in demo.said()
    assert demo.stop() == 0
