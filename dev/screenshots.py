"""Takes the pictures of the documentation anew, from the demo as it is: ``python -m dev.screenshots``."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from dev import chromium
from dev.steps import ROOT

PICTURE = ROOT / "docs" / "users" / "booking-page.png"
PAGE = "/salon-anna/schneiden-foehnen/?with=anna&lang=en"
READY_WITHIN = 120.0
# Whoever clones the project or opens its front page loads every picture.
MOST_BYTES = 150_000


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="terminbuch-") as folder, _demo(folder) as address:
        _photograph(address + PAGE, PICTURE)
    size = PICTURE.stat().st_size
    print(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes")
    if size > MOST_BYTES:
        sys.exit(f"More than {MOST_BYTES:,} bytes: please make it smaller")


@contextmanager
def _demo(folder: str) -> Iterator[str]:
    """The demo in a folder of its own, until the pictures are taken; its address."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "terminbuch", "run", "--demo", "--port", str(port)],
        env={**os.environ, "TERMINBUCH_DATA": folder, "DATABASE_URL": ""},
    )
    try:
        address = f"http://localhost:{port}"
        _await(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(address: str) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(address):  # noqa: S310  # our own, on this machine
            return
        time.sleep(0.2)
    sys.exit("The demo did not answer in time")


def _photograph(address: str, picture: Path) -> None:
    """The month with the second day that has times, light, as wide as a laptop."""
    found = chromium.find() or sys.exit(f"No Chromium was found: {chromium.HOW_TO_GET_ONE}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        page = browser.new_page(
            viewport={"width": 1280, "height": 800}, color_scheme="light", timezone_id="Europe/Berlin"
        )
        page.goto(address)
        _choose(page, day=1)
        page.screenshot(path=picture, full_page=True, animations="disabled")
        browser.close()


def _choose(page: Page, *, day: int) -> None:
    link = page.locator("a[data-date]").nth(day)
    address = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"**{address}")
    page.mouse.move(0, 0)
    page.locator("h1").focus()


if __name__ == "__main__":
    main()
