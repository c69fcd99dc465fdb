"""What readers wish for, by their browser or by a press: language, clock, calm, room between the lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from . import axe
from .conftest import OpenPage
from .customer_states import Way, booked, form_with_errors, services, times
from .post import Post
from .salon import CUT, Salon
from .steps import BERTA, choose_day, choose_time, fill_in, heading
from .words import EN

# The longest that anything may move for somebody who asked for calm, in milliseconds.
AT_ONCE = 1
MOVEMENTS = """() => [...document.querySelectorAll("*")].flatMap((each) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(each);
  return [...(animationName === "none" ? [] : [animationDuration]), transitionDuration];
}).flatMap((said) => said.split(",")).map((said) => parseFloat(said) * (said.includes("ms") ? 1 : 1000))"""
# The text spacing of WCAG 2.2, 1.4.12.
SPREAD = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((each) => !each.matches(".spoken, .spoken *, textarea, select, progress"))
  .filter((each) => getComputedStyle(each).overflow !== "visible" && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML.slice(0, 100))"""


def test_a_chosen_language_stays_to_the_mail(visit: OpenPage, salon: Salon, post: Post):
    page = visit(language="de")
    page.goto(salon.path)

    page.get_by_role("link", name="English").click()
    page.get_by_role("link", name=EN.cut).click()
    choose_day(page)
    choose_time(page)
    fill_in(page, EN)
    page.get_by_role("button", name=EN.book).click()

    expect(heading(page)).to_have_text(EN.booked)
    assert [subject[:19] for subject in post.subjects(BERTA[1])] == ["Your appointment on"]


def test_a_visitor_who_lives_by_another_clock_is_offered_it(visit: OpenPage, salon: Salon):
    page = visit(language="en", timezone_id="America/New_York")
    page.goto(f"{salon.path}{CUT}/")
    expect(page.locator(".zone")).to_contain_text("Times in Berlin")

    page.get_by_role("link", name="Show times in New York").click()

    expect(page.locator(".zone")).to_contain_text("Times in New York")
    start = page.locator(".slot-list button").first.get_attribute("value") or ""
    assert start[-6:] in {"-05:00", "-04:00"}


def test_the_way_back_shows_the_day_before(visit: OpenPage, salon: Salon):
    page = visit()
    page.goto(f"{salon.path}{CUT}/")
    first = page.locator('a[aria-current="date"]').get_attribute("data-date")
    choose_day(page)

    page.go_back()

    expect(page.locator(f'a[data-date="{first}"]')).to_have_attribute("aria-current", "date")


def test_nothing_moves_for_whoever_asked_for_calm(visit: OpenPage, salon: Salon):
    calm, lively = visit(reduced_motion="reduce"), visit(reduced_motion="no-preference")
    for page in (calm, lively):
        booked(page, salon)

    assert max(calm.evaluate(MOVEMENTS)) < AT_ONCE < max(lively.evaluate(MOVEMENTS))


@pytest.mark.parametrize("way", [services, times, form_with_errors, booked], ids=lambda way: way.__name__)
def test_wider_spaces_between_letters_and_lines_cut_nothing_off(visit: OpenPage, salon: Salon, way: Way):
    page = visit(width=320)
    way(page, salon)

    page.evaluate(SPREAD)

    assert (axe.too_wide(page), page.evaluate(CUT_OFF)) == ([], [])
