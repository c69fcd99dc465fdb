"""What customers do on the pages again and again, by pointing."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Frame, Locator, Page, Route, expect

from terminbuch.models import Booking

from .salon import Salon, manage_address
from .words import Words

BERTA = ("Berta Busch", "berta@example.org")

type Sheet = Page | Frame  # a window of its own, or one inside a page of somebody else


def heading(page: Sheet) -> Locator:
    """Of the page; a window that lies over it has another one."""
    return page.locator("h1").first


def choose_service(page: Page, salon: Salon, name: str) -> None:
    page.goto(salon.path)
    page.get_by_role("link", name=name).click()


def choose_day(page: Sheet, *, at_least: int = 3) -> None:
    """The first day in the month that has times and is so many days away."""
    day = _far_enough(page, at_least)
    date = day.get_attribute("data-date")
    day.click()
    expect(page.locator(f'a[data-date="{date}"]')).to_have_attribute("aria-current", "date")


def _far_enough(page: Sheet, at_least: int) -> Locator:
    day = timezone.localdate() + timedelta(days=at_least)
    expect(page.locator("a[data-date]").first).to_be_visible()
    days = page.locator("a[data-date]").evaluate_all("links => links.map(link => link.dataset.date)")
    return page.locator(f'a[data-date="{next(each for each in days if each >= day.isoformat())}"]')


def choose_time(page: Sheet) -> str:
    """Presses the first of the day's times; says which, as the button read it."""
    button = page.locator(".slot-list button").first
    said = button.inner_text().splitlines()[0]
    button.click()
    return said


def fill_in(page: Sheet, words: Words, *, name: str = BERTA[0], email: str = BERTA[1]) -> None:
    page.get_by_label(words.name).fill(name)
    page.get_by_label(words.email).fill(email)
    page.get_by_role("radio", name=words.short_hair).check()
    page.locator('input[name="consent"]').check()


def book(page: Page, salon: Salon, words: Words) -> None:
    """From the price list to the confirmation."""
    choose_service(page, salon, words.cut)
    choose_day(page)
    choose_time(page)
    fill_in(page, words)
    page.get_by_role("button", name=words.book).click()
    expect(heading(page)).to_have_text(words.booked)


def book_through_broken_line(page: Page, words: Words) -> None:
    """The server books, but its answer never arrives: something in between says 502."""
    page.route("**/book/**", _lose_the_answer, times=1)
    page.get_by_role("button", name=words.book).click()
    expect(heading(page)).to_have_text("Bad Gateway")


def send_again_as_somebody_else(page: Page) -> None:
    """The form comes a second time, with another name."""
    page.route("**/book/**", _change_the_name, times=1)
    page.reload()
    expect(heading(page)).to_have_text("Sie haben schon gebucht.")


def _change_the_name(route: Route) -> None:
    route.continue_(post_data=(route.request.post_data or "").replace("name=Berta", "name=Bertha"))


def _lose_the_answer(route: Route) -> None:
    route.fetch(max_redirects=0)
    route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")


def open_link(page: Page, booking: Booking) -> None:
    page.goto(manage_address(booking))
