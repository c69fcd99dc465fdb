"""Machines open the links in mails, and some run what they find there; logs are read by many."""

from __future__ import annotations

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions.links import manage_token
from terminbuch.models import Delivery
from tests.reading import everything

from .conftest import OpenPage
from .house import House
from .post import Post
from .salon import HIGHLIGHTS, Salon
from .steps import BERTA, book, choose_day, choose_time, heading, open_link
from .words import DE

ADDRESS = re.compile(r"https?://[^\s\"'<>]+")
SEEN = "links => links.map(link => link.href)"
# A scanner that is far too curious: it hovers, scrolls, focuses, and lets a minute pass.
POKE = """() => {
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["mouseover", "pointerenter", "focus", "scroll", "visibilitychange"])
      element.dispatchEvent(new Event(name, { bubbles: true }));
  }
}"""


def test_a_scanner_that_opens_every_link_of_every_mail_changes_nothing(
    open_page: OpenPage, salon: Salon, house: House, post: Post
):
    salon.booking()
    salon.booking(HIGHLIGHTS, who="Anna")
    Delivery.objects.of(salon.organisation).filter(kind="booking_reminder").update(due_at=timezone.now())
    links = {link for letter in post.letters() for link in _links(letter) if link.startswith(house.url)}
    before = everything(salon.organisation)

    scanner = open_page()
    scanner.clock.install()
    opened = _open_all(scanner, links)

    assert {"/", "/cancel/", "/move/", "/attend/", "/calendar.ics"} <= {
        _page_of_link(each) for each in opened
    }
    assert everything(salon.organisation) == before


def _open_all(page: Page, links: set[str]) -> set[str]:
    """The links, and the links of the pages that they lead to; times of days and languages once each."""
    opened: set[str] = set()
    waiting = sorted(links)
    while waiting:
        address = waiting.pop()
        if _without_query(address) in {_without_query(each) for each in opened}:
            continue
        opened.add(address)
        waiting += _look_at(page, address)
    return opened


def _look_at(page: Page, address: str) -> list[str]:
    """The personal links on the page, after it has had all the time in the world."""
    if address.endswith(".ics"):
        assert page.request.get(address).ok
        return []
    page.goto(address)
    page.evaluate(POKE)
    page.clock.run_for("01:00")
    found: list[str] = page.locator("a[href]").evaluate_all(SEEN)
    return [each for each in found if "/-/manage/" in each]


def _links(letter: EmailMessage) -> list[str]:
    parts = [letter.get_body((kind,)) for kind in ("plain", "html")]
    return [found for part in parts if part for found in ADDRESS.findall(str(part.get_content()))]


def _without_query(address: str) -> str:
    return address.partition("?")[0]


def _page_of_link(address: str) -> str:
    return re.sub(r"^/-/manage/[^/]+", "", urlsplit(address).path)


def test_no_log_holds_a_link_after_it_was_used(
    visit: OpenPage, salon: Salon, house: House, post: Post, capfd: pytest.CaptureFixture[str]
):
    page = visit()
    book(page, salon, DE)
    (booking,) = salon.bookings()
    open_link(page, booking)
    page.get_by_role("link", name=DE.move).click()
    choose_day(page, at_least=6)
    choose_time(page)
    page.get_by_role("button", name=DE.confirm_move).click()
    expect(heading(page)).to_have_text(DE.moved)
    page.goto(f"/-/manage/{manage_token(booking)}/cancel/")
    page.get_by_label(DE.own_email).fill("anna@example.org")
    page.get_by_role("button", name=DE.cancel).click()
    page.goto(f"/-/manage/{manage_token(booking)}/nothing-here/")
    assert post.to(BERTA[1]) != []

    said = house.said() + "".join(capfd.readouterr())

    assert "wrong_address" in said
    assert manage_token(booking) not in said
    assert re.findall(r"[?&](?:hold|key)=[^*\s]", said) == []
