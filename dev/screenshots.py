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
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dev import chromium, pictured_calendars
from dev.steps import ROOT

FOLDER = ROOT / "docs" / "users"
SALON = "/-/staff/salon-anna/"
READY_WITHIN = 120.0
# Whoever clones the project or opens its front page loads every picture.
MOST_BYTES = 150_000
LANGUAGES = ("de", "en")
# As many as a palette holds: our pages have few, and the files are a third as large.
COLOURS = 256
BEN, SATURDAY = "ben", 5
# The demo says so itself when it starts.
WHO, PASSWORD = "clara@example.org", "clara-im-salon"


def main() -> None:
    found = chromium.find() or sys.exit(f"No Chromium was found: {chromium.HOW_TO_GET_ONE}")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        tempfile.TemporaryDirectory(prefix="terminbuch-") as folder,
        pictured_calendars.server(Path(folder), port := _free_port()) as calendars,
        _demo(folder, OUTSIDE_PRIVATE=f"127.0.0.1:{port}") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found, args=sandbox)
        _customer(_page(browser, address))
        for language in LANGUAGES:
            page = _page(browser, address, language)
            _sign_in(page)
            _owner(page, language)
            _staff(page, language)
        _calendars(browser, address, calendars, Path(folder))
        browser.close()
    _weigh()


def _weigh() -> None:
    sizes = {picture: picture.stat().st_size for picture in sorted(FOLDER.glob("*.png"))}
    for picture, size in sizes.items():
        print(f"{picture.relative_to(ROOT)}: {size:,} bytes")
    if max(sizes.values()) > MOST_BYTES:
        sys.exit(f"More than {MOST_BYTES:,} bytes: please make it smaller")


def _page(browser: Browser, address: str, language: str = "en") -> Page:
    """Light, as wide as a laptop; pages speak the browser's language."""
    return browser.new_page(
        base_url=address,
        viewport={"width": 1280, "height": 800},
        color_scheme="light",
        locale=language,
        timezone_id="Europe/Berlin",
    )


def _customer(page: Page) -> None:
    """The month with the second day that has times."""
    page.goto("/salon-anna/schneiden-foehnen/?with=anna&lang=en")
    _choose(page, day=1)
    _photograph(page, "booking-page", full_page=True)


def _sign_in(page: Page) -> None:
    page.goto("/-/staff/")
    page.locator("input[name=username]").fill(WHO)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.locator(".calendar[data-view]").wait_for()


def _owner(page: Page, language: str) -> None:
    """What there is to set, and whether the scheduling is safe."""
    for name in ("settings", "health"):
        page.goto(f"{SALON}{name}/")
        _photograph(page, f"{name}.{language}")


def _staff(page: Page, language: str) -> None:
    """A day, a week, a window and a board, all of the next day on which Ben works."""
    day = _next_working_day().isoformat()
    page.goto(f"{SALON}?view=week&on={day}&resource=anna")
    page.locator(".ec-event").first.wait_for()
    _photograph(page, f"reception-week.{language}")
    page.goto(f"{SALON}?view=day&on={day}")
    page.locator(".ec-event").first.wait_for()
    _photograph(page, f"reception-day.{language}")
    page.locator(".ec-event a").nth(2).click()
    page.locator("a[href$='/edit/']").first.click()
    page.locator("dialog[open]").wait_for()
    _photograph(page, f"reception-window.{language}")
    _photograph_board(page, day, language)


def _photograph_board(page: Page, day: str, language: str) -> None:
    """The same absence again is the first one, so both languages see one board."""
    page.goto(f"{SALON}absences/new/?resource={BEN}&on={day}")
    page.locator("button[data-kind=main]").click()
    page.wait_for_url("**/board/**")
    _photograph(page, f"reception-board.{language}")


def _calendars(browser: Browser, address: str, calendars: str, folder: Path) -> None:
    """Ben's: before, when they are read, and when the sign-in is no longer accepted."""
    pages = {language: _page(browser, address, language) for language in LANGUAGES}
    for page in pages.values():
        _sign_in(page)
    pictured_calendars.fill(calendars)
    pictured_calendars.connect(pages["de"], calendars)
    for name, way in {"kinds": pictured_calendars.kinds, "account": pictured_calendars.account}.items():
        for language, page in pages.items():
            page.goto(way(page))
            _photograph(page, f"calendars-{name}.{language}", full_page=name == "account")
    pictured_calendars.sign_out(folder)
    for language, page in pages.items():
        page.goto(pictured_calendars.SETTINGS)
        _photograph(page, f"calendars-list.{language}")


def _next_working_day() -> date:
    tomorrow = datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=1)
    return next(
        day for day in (tomorrow + timedelta(days=ahead) for ahead in range(7)) if day.weekday() < SATURDAY
    )


def _photograph(page: Page, name: str, *, full_page: bool = False) -> None:
    page.mouse.move(0, 0)
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path, full_page=full_page, animations="disabled")
    with Image.open(path) as taken:
        taken.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


@contextmanager
def _demo(folder: str, **environment: str) -> Iterator[str]:
    """The demo in a folder of its own, until the pictures are taken; its address."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "terminbuch", "run", "--demo", "--port", str(port)],
        env={**os.environ, "TERMINBUCH_DATA": folder, "DATABASE_URL": "", **environment},
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


def _choose(page: Page, *, day: int) -> None:
    link = page.locator("a[data-date]").nth(day)
    address = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url(f"**{address}")
    page.locator("h1").focus()


if __name__ == "__main__":
    main()
