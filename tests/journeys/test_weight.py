"""What a first visitor's browser has to fetch before a time can be chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.installation import fresh_installation, until

# The house, which stands for every journey, wants the tests' database to be there.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_BYTES = 40_000
MONTH = "/salon-anna/schneiden-foehnen/"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The demo as an operator runs it, styles and scripts packed as they are delivered."""
    with fresh_installation(tmp_path) as installation, installation.running("--demo") as running:
        until(running.is_healthy)
        yield f"http://localhost:{running.port}"


def test_the_first_page_of_times_weighs_little(browser: Browser, address: str) -> None:
    page = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin").new_page()
    answers: dict[str, dict[str, Any]] = {}
    weights: dict[str, int] = {}
    network = page.context.new_cdp_session(page)
    network.on("Network.responseReceived", lambda said: answers.update({said["requestId"]: said["response"]}))
    network.on(
        "Network.loadingFinished", lambda said: weights.update({said["requestId"]: said["encodedDataLength"]})
    )
    network.send("Network.enable")

    page.goto(address + MONTH, wait_until="networkidle")

    expect(page.locator("button[name=start]").first).to_be_visible()
    packed = {
        answer["url"].rpartition(".")[2]: answer["headers"].get("content-encoding")
        for answer in answers.values()
        if "/static/" in answer["url"]
    }
    assert packed == {"css": "br", "js": "br", "svg": "br"}
    assert weights.keys() == answers.keys()
    assert sum(weights.values()) <= MOST_BYTES, {
        answer["url"]: weights[name] for name, answer in answers.items()
    }
    page.context.close()
