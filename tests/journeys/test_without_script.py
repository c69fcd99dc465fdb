"""The same way where the browser runs no script: days are links, windows are pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .salon import Salon
from .steps import BERTA, choose_day, choose_service, choose_time, fill_in, heading, open_link
from .words import DE, EN, Words


@pytest.mark.parametrize(("words", "width"), [(EN, 390), (DE, 1280)])
def test_a_customer_books_moves_and_cancels_without_script(
    visit: OpenPage, salon: Salon, words: Words, width: int
):
    page = visit(language=words.language, width=width, java_script_enabled=False)

    choose_service(page, salon, words.cut)
    choose_day(page)
    choose_time(page)
    fill_in(page, words)
    page.get_by_role("button", name=words.book).click()
    expect(heading(page)).to_have_text(words.booked)
    (booking,) = salon.bookings()

    open_link(page, booking)
    page.get_by_role("link", name=words.move).click()
    choose_day(page, at_least=6)
    choose_time(page)
    page.get_by_role("button", name=words.confirm_move).click()
    expect(heading(page)).to_have_text(words.moved)

    open_link(page, booking)
    page.get_by_role("link", name=words.cancel).click()
    page.get_by_label(words.own_email).fill(BERTA[1])
    page.get_by_role("button", name=words.cancel).click()
    expect(heading(page)).to_have_text(words.cancelled)
    assert [(row.status, row.sequence) for row in salon.bookings()] == [("cancelled", 2)]


def test_months_people_and_the_list_are_links(visit: OpenPage, salon: Salon):
    page = visit(java_script_enabled=False)
    choose_service(page, salon, DE.cut)

    page.get_by_role("link", name="Ben").click()
    expect(page.get_by_role("link", name="Ben")).to_have_attribute("aria-current", "true")
    page.locator('a[data-month="next"]').click()
    expect(page.locator('a[data-month="previous"]')).to_be_visible()
    expect(page.get_by_role("link", name="Ben")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Als Liste zeigen").click()
    expect(page.locator(".slot-day").first).to_be_visible()
    choose_time(page)
    expect(heading(page)).to_have_text(DE.whom)
    expect(page.get_by_label("Ihr Termin").get_by_text("Ben", exact=True)).to_be_visible()


def test_a_refused_form_puts_the_cursor_into_the_field_to_be_mended(visit: OpenPage, salon: Salon):
    page = visit(java_script_enabled=False)
    _to_the_form(page, salon)

    page.get_by_label(DE.email).fill("berta@example.org")
    page.get_by_role("button", name=DE.book).click()

    expect(page.get_by_label(DE.name)).to_be_focused()
    expect(page.get_by_label(DE.name)).to_have_accessible_description("Bitte nennen Sie uns Ihren Namen.")
    expect(page.get_by_label(DE.email)).to_have_value("berta@example.org")


def _to_the_form(page: Page, salon: Salon) -> None:
    choose_service(page, salon, DE.cut)
    choose_time(page)
