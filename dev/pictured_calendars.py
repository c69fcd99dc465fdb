"""A CalDAV server beside the demo, and the pictures of connecting it. Part of ``screenshots``."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
from playwright.sync_api import Page

SETTINGS = "/-/staff/salon-anna/settings/calendars/"
WHO, PASSWORD = "ben", "ben"
CALENDARS = {"work": "Termine", "private": "Privat", "school": "Schulferien"}
MAKE = (
    '<?xml version="1.0"?><C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set>'
    "<D:prop><D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"
)
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//demo//EN\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
    "DTSTAMP:20260101T000000Z\r\n{when}\r\nSUMMARY:Zahnarzt\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
OUT_OF_THE_WAY = 20, 23
"""Hours in the evening, so that nothing of the demo's week is in conflict."""


@contextmanager
def server(folder: Path, port: int) -> Iterator[str]:
    """Its address; what stands in its calendars is not there before ``fill``."""
    users = folder / "users"
    users.write_text(f"{WHO}:{PASSWORD}\n", encoding="ascii")
    options = {
        "server-hosts": f"127.0.0.1:{port}",
        "auth-type": "htpasswd",
        "auth-htpasswd-filename": users,
        "auth-htpasswd-encryption": "plain",
        "storage-filesystem-folder": folder / "collections",
        "logging-level": "error",
    }
    words = [str(word) for name, value in options.items() for word in (f"--{name}", value)]
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", "", *words])
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def fill(address: str) -> None:
    today = datetime.now(ZoneInfo("Europe/Berlin")).date()
    for path, name in CALENDARS.items():
        _send("MKCALENDAR", f"{address}{WHO}/{path}/", MAKE.format(name=name))
    first, last = OUT_OF_THE_WAY
    for number, ahead in enumerate((1, 3, 6)):
        day = f"{today + timedelta(days=ahead):%Y%m%d}"
        when = f"DTSTART:{day}T{first}0000Z\r\nDTEND:{day}T{last - number % 2}0000Z"
        _send("PUT", f"{address}{WHO}/private/{number}.ics", EVENT.format(uid=number, when=when))


def connect(page: Page, address: str) -> None:
    """As somebody would, until it was read."""
    page.goto(SETTINGS)
    page.locator(".outside-head a").nth(1).click()
    page.locator("a[href$='at=nextcloud']").click()
    for name, words in {"address": address, "username": WHO, "password": PASSWORD}.items():
        page.locator(f"input[name={name}]").fill(words)
    page.locator("button[data-kind=main]").click()
    page.locator("input[name=blocks]").nth(0).check()
    page.locator("input[name=blocks]").nth(2).check()
    page.locator("input[name=receives]").nth(3).check()
    page.locator("button[data-kind=main]").click()
    page.locator(".outside-times").first.wait_for()


def account(page: Page) -> str:
    """Where Ben's account is shown."""
    page.goto(SETTINGS)
    return page.locator(".outside-accounts h3 a").first.get_attribute("href") or ""


def kinds(page: Page) -> str:
    """Where one chooses what Ben's calendar is."""
    page.goto(SETTINGS)
    return page.locator(".outside-head a").nth(1).get_attribute("href") or ""


def sign_out(folder: Path) -> None:
    """As after three refusals, for which a picture need not wait."""
    with closing(sqlite3.connect(next(folder.glob("*.sqlite3")))) as database, database:
        database.execute("UPDATE terminbuch_calendarconnection SET state = 'signed_out', refusals = 3")


def _send(method: str, address: str, body: str) -> None:
    httpx2.request(method, address, content=body.encode(), auth=(WHO, PASSWORD)).raise_for_status()
