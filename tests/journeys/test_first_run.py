"""From an empty folder to the first customer's booking, without leaving the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.installation import Running, fresh_installation, until

from .launched import close_context
from .steps import choose_time, heading
from .watch import Watch
from .words import DE

LINK = re.compile(r"http://localhost:\d+/-/staff/-/open/\S+")
# The browser's house wants the tables of the tests, although nobody here goes there.
pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "ein langer Satz am Morgen"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """``terminbuch run``, as an operator starts it for the first time."""
    with fresh_installation(tmp_path) as installation, installation.running() as started:
        yield started


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    watch = Watch({f"http://localhost:{running.port}"})
    context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin")
    watch.over(context)
    yield context.new_page()
    close_context(context)
    assert watch.complaints == []


def test_from_an_empty_folder_to_the_first_booking(running: Running, page: Page) -> None:
    link = until(lambda: LINK.search(running.said()))
    until(running.is_healthy)

    page.goto(link.group())
    found_business(page)
    set_up(page)
    page.get_by_role("button", name="Für Buchungen öffnen").click()
    expect(heading(page)).to_have_text("Ihr Betrieb ist für Buchungen geöffnet.")
    page.get_by_role("link", name="Buchungsseite ansehen").click()
    book_first(page)

    expect(heading(page)).to_have_text(DE.booked)


def found_business(page: Page) -> None:
    page.get_by_label("Name des Betriebs").fill("Salon Frisch")
    page.get_by_label("Ihr Name").fill("Frida Frisch")
    page.get_by_label("Ihre E-Mail-Adresse").fill("frida@example.org")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Betrieb eröffnen").click()


def set_up(page: Page) -> None:
    expect(heading(page)).to_contain_text("Ihr Betrieb")
    page.get_by_label("Telefon").fill("030 1234567")
    onward(page, "Ort und Zeitzone")
    page.get_by_label("Straße und Nr.").fill("Lindenstraße 12")
    onward(page, "Ihre erste Leistung")
    page.get_by_label("Name auf Deutsch").fill("Haare schneiden")
    page.get_by_label("Wie viele Minuten dauert sie?").fill("30")
    onward(page, "Wer oder was gebucht wird")
    onward(page, "Öffnungszeiten")
    for day in ("Samstag", "Sonntag"):
        page.get_by_label(day).check()
    onward(page, "Farbe und Logo")
    page.get_by_role("link", name=re.compile("^Auslassen, zu:")).click()
    while page.get_by_role("link", name=re.compile("^Auslassen, zu:")).count():
        page.get_by_role("link", name=re.compile("^Auslassen, zu:")).click()


def onward(page: Page, title: str) -> None:
    page.get_by_role("button", name=f"Speichern, dann: {title}").click()
    expect(heading(page)).to_contain_text(title)


def book_first(page: Page) -> None:
    page.get_by_role("link", name="Haare schneiden").click()
    choose_time(page)
    page.get_by_label(DE.name).fill("Anna Alt")
    page.get_by_label(DE.email).fill("anna@example.org")
    page.get_by_role("button", name=DE.book).click()
