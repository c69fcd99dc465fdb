"""The same way with the keyboard alone: Tab, arrows, Enter."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .keyboard import Keyboard
from .salon import CUT, Salon
from .steps import BERTA, choose_service, choose_time, fill_in, heading, open_link
from .words import DE, EN, Words


@pytest.mark.parametrize(("words", "width"), [(DE, 1280), (EN, 390)])
def test_a_customer_books_moves_and_cancels_without_a_mouse(
    visit: OpenPage, salon: Salon, words: Words, width: int
):
    page = visit(language=words.language, width=width)
    hands = Keyboard(page)

    page.goto(salon.path)
    hands.tab_to(page.get_by_role("link", name=words.cut))
    hands.press("Enter")
    _choose_a_time(page, hands, words)
    expect(heading(page)).to_have_text(words.whom)
    expect(heading(page)).to_be_focused()
    _fill_in(page, hands, words)
    expect(heading(page)).to_have_text(words.booked)
    expect(heading(page)).to_be_focused()
    (booking,) = salon.bookings()

    open_link(page, booking)
    hands.tab_to(page.get_by_role("link", name=words.move))
    hands.press("Enter")
    _choose_a_time(page, hands, words)
    expect(heading(page)).to_have_text(words.suits)
    expect(heading(page)).to_be_focused()
    hands.tab_to(page.get_by_role("button", name=words.confirm_move))
    hands.press("Enter")
    expect(heading(page)).to_have_text(words.moved)
    expect(heading(page)).to_be_focused()

    open_link(page, booking)
    opener = page.get_by_role("link", name=words.cancel)
    hands.tab_to(opener)
    hands.press("Enter")
    field = page.get_by_role("dialog", name=words.cancel_sure).get_by_label(words.own_email)
    expect(field).to_be_focused()
    hands.press("Escape")
    expect(opener).to_be_focused()
    hands.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.type(BERTA[1])
    hands.press("Enter")
    expect(heading(page)).to_have_text(words.cancelled)
    expect(heading(page)).to_be_focused()
    assert [(row.status, row.sequence) for row in salon.bookings()] == [("cancelled", 2)]


def test_arrows_walk_over_the_free_days(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(f"{salon.path}{CUT}/")
    page.locator('a[data-month="next"]').click()
    expect(page.locator('a[data-month="previous"]')).to_be_visible()
    hands = Keyboard(page)
    monday = next(day for day in _days(page) if day.weekday() == 0 and 7 < day.day < 15)
    hands.tab_to(page.locator(f'a[data-date="{monday}"]'))

    walked = []
    for key in ("ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "End", "Home"):
        hands.press(key)
        walked.append((_focused(page) - monday).days)

    # Sunday is closed, so the week ends on Saturday.
    assert walked == [1, 8, 1, 0, 5, 0]


def test_page_keys_turn_the_months_and_stay_in_them(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(f"{salon.path}{CUT}/")
    hands, days = Keyboard(page), _days(page)
    hands.tab_to(page.locator("a[data-date]").first)

    hands.press("PageDown")
    expect(page.locator(f'a[data-date="{days[0]}"]')).to_be_hidden()
    expect(page.locator("a[data-date]").first).to_be_focused()
    later = _focused(page)
    hands.press("PageUp")
    expect(page.locator(f'a[data-date="{later}"]')).to_be_hidden()
    expect(page.locator("a[data-date]").first).to_be_focused()

    assert days[-1] < later > _focused(page)


def test_the_first_stop_of_a_page_leads_past_what_is_on_every_page(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(salon.path)
    hands = Keyboard(page)

    hands.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    hands.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_a_refused_form_leads_to_the_first_field_to_be_mended(visit: OpenPage, salon: Salon):
    page = visit()
    choose_service(page, salon, DE.cut)
    choose_time(page)
    expect(heading(page)).to_be_focused()
    hands = Keyboard(page)

    hands.write(page.get_by_label(DE.name), BERTA[0])
    hands.write(page.get_by_label(DE.email), "berta@")
    hands.press("Enter")

    expect(page).to_have_title(re.compile("^Fehler:"))
    expect(page.get_by_label(DE.email)).to_be_focused()
    expect(page.get_by_label(DE.email)).to_have_accessible_description(
        re.compile("Bitte ergänzen Sie den Teil nach dem @, zum Beispiel example.org.")
    )
    expect(page.get_by_label(DE.name)).to_have_value(BERTA[0])


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("radio", "Bitte beantworten Sie diese Frage."),
        ("checkbox", "Bitte bestätigen Sie, dass Sie die Datenschutzerklärung gelesen haben."),
    ],
)
def test_an_unanswered_choice_is_where_a_refused_form_leads(
    visit: OpenPage, salon: Salon, left_out: Literal["radio", "checkbox"], sentence: str
):
    page = visit()
    choose_service(page, salon, DE.cut)
    choose_time(page)
    fill_in(page, DE)
    page.locator(f"input[type={left_out}]").evaluate_all("all => all.forEach(each => each.checked = false)")

    page.get_by_role("button", name=DE.book).click()

    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role(left_out).first).to_be_focused()


def _days(page: Page) -> list[date]:
    said = page.locator("a[data-date]").evaluate_all("links => links.map(link => link.dataset.date)")
    return [date.fromisoformat(day) for day in said]


def _focused(page: Page) -> date:
    return date.fromisoformat(page.evaluate("document.activeElement.dataset.date"))


def _choose_a_time(page: Page, hands: Keyboard, words: Words) -> None:
    """Three free days on from the first, the second time of that day."""
    expect(heading(page)).to_have_text(words.when)
    expect(heading(page)).to_be_focused()
    hands.tab_to(page.locator("a[data-date]").first)
    hands.press("ArrowRight", "ArrowRight", "ArrowRight", "Enter")
    expect(page.locator("[data-times]")).to_be_focused()
    hands.tab_to(page.locator(".slot-list button").first)
    hands.press("ArrowRight", "Enter")


def _fill_in(page: Page, hands: Keyboard, words: Words) -> None:
    hands.write(page.get_by_label(words.name), BERTA[0])
    hands.write(page.get_by_label(words.email), BERTA[1])
    hands.tab_to(page.get_by_role("radio").first)
    hands.press("Space", "ArrowRight")
    hands.tab_to(page.locator('input[name="consent"]'))
    hands.press("Space")
    hands.tab_to(page.get_by_role("button", name=words.book))
    hands.press("Enter")
