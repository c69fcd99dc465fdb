"""Takes the pictures of the documentation from the running demo, so that they stay true.

``python -m dev.screenshots`` starts a demo on a free port, in a folder of its own, and writes docs/users/.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.live import free_port

from . import chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "users"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
START_SECONDS = 60

PICTURES = {"booking-page.png": "/salon-anna/schneiden-foehnen/?with=anna&lang=de"}


def main() -> None:
    program = chromium.find()
    if program is None:
        sys.exit(f"Chromium is needed: {chromium.HOW_TO_GET_ONE}")
    with running_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for name, path in PICTURES.items():
            take(browser, address + path, FOLDER / name)


def take(browser: Browser, address: str, file: Path) -> None:
    page = browser.new_page(
        viewport={"width": 1280, "height": 900}, locale="de-DE", timezone_id="Europe/Berlin"
    )
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file)
    page.close()


@contextmanager
def running_demo() -> Iterator[str]:
    """The address of a fresh demo; ended when the pictures are taken."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TERMINBUCH_DATA": folder}
        command = [sys.executable, "-m", "terminbuch", "run", "--demo", "--port", str(port)]
        demo = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            address = f"http://localhost:{port}"
            await_answer(address)
            yield address
        finally:
            demo.terminate()
            demo.wait()


def await_answer(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError):
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
    sys.exit("the demo did not start")


if __name__ == "__main__":
    main()
