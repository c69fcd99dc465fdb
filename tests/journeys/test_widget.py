"""The booking pages inside a page of somebody else, on another site, with third-party cookies blocked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import ElementHandle, Frame, Page, Playwright, expect

from terminbuch.management.foreign_page import ForeignPage
from terminbuch.models import Organisation
from tests.live import LOOPBACK

from . import axe
from .conftest import launch_options
from .house import House
from .salon import Salon
from .steps import BERTA, choose_day, choose_time, fill_in, heading
from .watch import Watch, kept_by
from .words import DE

INLINE, BUTTON = "terminbuch-booking:not([mode])", 'terminbuch-booking[mode="button"]'
BLOCKED = {"profile": {"cookie_controls_mode": 1, "block_third_party_cookies": True}}


@pytest.fixture
def foreign_site(house: House) -> Iterator[str]:
    """The demo's foreign page. Its host is no "localhost", so for browsers it is another site than ours."""
    server = ThreadingHTTPServer((LOOPBACK, 0), partial(ForeignPage, house.url))
    serving = Thread(target=server.serve_forever)
    serving.start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def listed(salon: Salon, foreign_site: str) -> str:
    """The foreign site, which the salon allows to show its pages."""
    Organisation.objects.filter(pk=salon.organisation.pk).update(embedding_origins=[foreign_site])
    return foreign_site


@pytest.fixture
def reader(playwright: Playwright, watch: Watch, foreign_site: str, tmp_path: Path) -> Iterator[Page]:
    """Somebody on the foreign site, whose browser gives cookies to nobody but that site."""
    preferences = tmp_path / "Default" / "Preferences"
    preferences.parent.mkdir()
    preferences.write_text(json.dumps(BLOCKED), encoding="utf-8")
    watch.homes.add(foreign_site)
    context = playwright.chromium.launch_persistent_context(
        tmp_path, **launch_options(), locale="de-DE", timezone_id="Europe/Berlin"
    )
    watch.over(context)
    page = context.pages[0]
    yield page
    assert (watch.strangers, watch.cookies, kept_by(page)) == ([], [], [])
    context.close()


def test_a_visitor_of_another_site_books_moves_and_cancels_within_it(
    reader: Page, watch: Watch, salon: Salon, listed: str
):
    reader.goto(listed)
    frame = _frame(reader, INLINE)
    assert frame.evaluate("() => { document.cookie = 'probe=1'; return document.cookie; }") == ""

    frame.get_by_role("link", name=DE.cut).click()
    _book(frame)
    frame.get_by_role("link", name="Verschieben oder absagen").click()
    frame.get_by_role("link", name=DE.move).click()
    choose_day(frame, at_least=6)
    choose_time(frame)
    frame.get_by_role("button", name=DE.confirm_move).click()
    expect(heading(frame)).to_have_text(DE.moved)
    frame.get_by_role("link", name="Verschieben oder absagen").click()
    frame.get_by_role("link", name=DE.cancel).click()
    frame.get_by_label(DE.own_email).fill(BERTA[1])
    frame.get_by_role("dialog").get_by_role("button", name=DE.cancel).click()
    expect(heading(frame)).to_have_text(DE.cancelled)

    (booking,) = salon.bookings()
    told = [f"Termin {booking.number} ist {word}." for word in ("gebucht", "verschoben", "abgesagt")]
    expect(reader.locator("#news li")).to_have_text(told)
    assert watch.complaints == []


def test_the_frame_is_as_high_as_its_page(reader: Page, salon: Salon, listed: str):
    reader.goto(listed)
    frame = _frame(reader, INLINE)
    frame.get_by_role("link", name=DE.cut).click()
    expect(heading(frame)).to_have_text(DE.when)

    reader.wait_for_function(
        "frame => frame.contentWindow && frame.clientHeight > 800", arg=_iframe(reader, INLINE)
    )
    frame.wait_for_function("document.documentElement.scrollHeight <= innerHeight")


def test_a_button_opens_a_window_that_books_and_escape_leads_back(
    reader: Page, watch: Watch, salon: Salon, listed: str
):
    reader.goto(listed)
    opener = reader.get_by_role("button", name="Termin vereinbaren")
    opener.focus()
    reader.keyboard.press("Enter")
    window = reader.get_by_role("dialog")
    expect(window).to_be_visible()
    frame = _frame(reader, BUTTON)

    frame.get_by_role("link", name=DE.cut).click()
    _book(frame)
    (booking,) = salon.bookings()
    expect(reader.locator("#news li")).to_have_text([f"Termin {booking.number} ist gebucht."])
    reader.keyboard.press("Escape")

    expect(window).to_be_hidden()
    expect(opener).to_be_focused()
    assert watch.complaints == []


def test_neither_the_window_nor_the_frame_in_it_is_a_barrier(reader: Page, salon: Salon, listed: str):
    reader.goto(listed)
    reader.get_by_role("button", name="Termin vereinbaren").click()
    frame = _frame(reader, BUTTON)

    for _dress in axe.dressed(reader):
        assert (axe.barriers(frame), axe.too_wide(frame)) == ([], [])
        assert (axe.barriers(reader), axe.too_wide(reader)) == ([], [])


def test_a_site_that_is_not_listed_shows_nothing_of_ours(
    reader: Page, watch: Watch, salon: Salon, foreign_site: str
):
    reader.goto(foreign_site)

    frame = _content(reader, INLINE)
    frame.wait_for_load_state()
    assert frame.url.startswith("chrome-error:")
    assert [said for said in watch.complaints if "frame-ancestors" in said] != []


def test_what_another_window_says_is_no_news(reader: Page, salon: Salon, listed: str):
    reader.goto(listed)
    _frame(reader, INLINE)

    reader.evaluate("postMessage({type: 'terminbuch:booked', number: 'A4719'}, location.origin)")
    reader.evaluate("new Promise(done => { onmessage = done; postMessage('after', location.origin); })")

    assert reader.locator("#news li").all_inner_texts() == []


def _iframe(page: Page, widget: str) -> ElementHandle:
    return page.locator(f"{widget} iframe").element_handle()


def _content(page: Page, widget: str) -> Frame:
    frame = _iframe(page, widget).content_frame()
    assert frame is not None
    return frame


def _frame(page: Page, widget: str) -> Frame:
    frame = _content(page, widget)
    expect(heading(frame)).to_have_text("Was dürfen wir für Sie tun?")
    return frame


def _book(frame: Frame) -> None:
    choose_day(frame)
    choose_time(frame)
    fill_in(frame, DE)
    frame.get_by_role("button", name=DE.book).click()
    expect(heading(frame)).to_have_text(DE.booked)
