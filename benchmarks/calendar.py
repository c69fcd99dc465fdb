"""How fast the staff calendar of a big business is: ``python -m benchmarks.calendar``.

Thirty resources, 600 bookings a day, 3,000 a week, served as ``terminbuch run`` serves them. Says what the
server waits and computes for each answer, how much travels, and when Chromium has painted. Prints Markdown.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Browser, sync_playwright

from benchmarks.load import LOOPBACK
from benchmarks.serving import Server, serving
from dev import chromium
from tests.postgresql_server import running_server

HOME = "/-/staff/full/"
HEAD = """
| what is asked for | waited ms | computed ms | bytes |
| --- | ---: | ---: | ---: |"""
PAINTED = """
| what is opened | first paint ms | drawn ms | requests' bytes |
| --- | ---: | ---: | ---: |"""
TIMES = """() => performance.getEntriesByName("first-contentful-paint")[0].startTime"""
WEIGHT = """() => performance.getEntriesByType("resource")
  .concat(performance.getEntriesByType("navigation"))
  .reduce((sum, { transferSize }) => sum + transferSize, 0)"""


@dataclass(frozen=True)
class Question:
    """``known``: asked again by somebody who has the answer already."""

    name: str
    path: str
    known: bool = False


@dataclass(frozen=True)
class Page:
    """``drawn`` is there when all is."""

    name: str
    path: str
    drawn: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="each figure is the median of so many")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.only != "postgresql":
        report("SQLite", "", times=asked.times)
    if asked.only != "sqlite":
        with running_server() as address:
            report("PostgreSQL", address, times=asked.times)


def report(name: str, database: str, *, times: int) -> None:
    monday = _next_monday(datetime.now(UTC).date())
    with tempfile.TemporaryDirectory(prefix="terminbuch-benchmark-") as folder:
        env = _environment(folder, database)
        _run(env, "-m", "terminbuch", "prepare")
        cookie = _run(env, "-m", "benchmarks.full_salon", monday.isoformat()).splitlines()[-1]
        with serving(env) as server:
            print(f"\n### {name}\n{HEAD}")
            for question in _questions(monday):
                print(_asked(server, question, cookie, times), flush=True)
            print(PAINTED)
            with sync_playwright() as playwright:
                path = chromium.find()
                flags = ["--no-sandbox", "--disable-quic"]
                browser = playwright.chromium.launch(executable_path=path, args=flags)
                for page in _pages(monday):
                    print(_painted(browser, server, page, cookie, times), flush=True)
                browser.close()


def _questions(monday: date) -> list[Question]:
    feed, day, week = f"{HOME}calendar/feed/", f"?view=day&on={monday}", f"?view=week&on={monday}"
    return [
        Question("day, 600 bookings: the page", HOME + day),
        Question("day, 600 bookings: the diary", feed + day),
        Question("the same again, unchanged", feed + day, known=True),
        Question("week of one resource, 100 bookings: the page", HOME + week),
        Question("week of one resource, 100 bookings: the diary", feed + week),
        Question("week of all, 3,000 bookings: the page", f"{HOME}{week}&resource=*"),
        Question("month, 3,000 bookings: the page", f"{HOME}?view=month&on={monday}"),
        Question("list, 3,000 bookings: the page", f"{HOME}?view=list&on={monday}"),
    ]


def _pages(monday: date) -> list[Page]:
    day, week = f"{HOME}?view=day&on={monday}", f"{HOME}?view=week&on={monday}"
    return [
        Page("day, 600 bookings", day, "[data-sheet] .booking"),
        Page("week of one resource, 100 bookings", week, "[data-sheet] .booking"),
        Page("week of all, 3,000 bookings", f"{week}&resource=*", ".week-table"),
    ]


def _asked(server: Server, question: Question, cookie: str, times: int) -> str:
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=60)
    headers = {"Host": "localhost", "Cookie": cookie, "Accept-Encoding": "gzip", "Accept-Language": "de"}
    size, name = _answer(connection, question.path, headers)
    if question.known:
        headers |= {"If-None-Match": name}
    waits, before = [], server.computed()
    for _ in range(times):
        began = time.perf_counter()
        size, _name = _answer(connection, question.path, headers)
        waits.append((time.perf_counter() - began) * 1000)
    computed = (server.computed() - before) / times * 1000
    connection.close()
    return f"| {question.name} | {statistics.median(waits):.1f} | {computed:.1f} | {size} |"


def _answer(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, str]:
    """The body's size as it travels, and the answer's name."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    size = len(response.read())
    assert response.status in {200, 304}, f"{path}: {response.status}"
    return size, response.headers.get("ETag", "")


def _painted(browser: Browser, server: Server, page: Page, cookie: str, times: int) -> str:
    """In a browser that was never here before."""
    paints, drawns, weight = [], [], 0
    for _ in range(times // 4):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
        name, _equals, value = cookie.partition("=")
        home = f"http://localhost:{server.port}"
        context.add_cookies([{"name": name, "value": value, "url": home}])
        sheet = context.new_page()
        sheet.goto(home + page.path)
        sheet.locator(page.drawn).first.wait_for()
        drawns.append(float(sheet.evaluate("performance.now()")))
        paints.append(float(sheet.evaluate(TIMES)))
        weight = int(sheet.evaluate(WEIGHT))
        context.close()
    return f"| {page.name} | {statistics.median(paints):.0f} | {statistics.median(drawns):.0f} | {weight} |"


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _environment(folder: str, database: str) -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("TERMINBUCH_")}
    return {**told, "TERMINBUCH_DATA": folder, "DATABASE_URL": database, "LOG_LEVEL": "error"}


def _run(env: dict[str, str], *words: str) -> str:
    done = subprocess.run([sys.executable, *words], env=env, check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
