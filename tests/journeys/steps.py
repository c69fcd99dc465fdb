"""What customers do on the pages again and again, by pointing."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from terminbuch.models import Booking

from .salon import Salon, manage_address
from .words import Words

BERTA = ("Berta Busch", "berta@example.org")
BOOK_PAGE = re.compile(r"/book/\?")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def choose_service(page: Page, salon: Salon, name: str) -> None:
    page.goto(salon.path)
    page.get_by_role("link", name=name).click()


def choose_day(page: Page, *, at_least: int = 3) -> None:
    """The first day in the month that has times and is so many days away."""
    day = _far_enough(page, at_least)
    date = day.get_attribute("data-date")
    day.click()
    expect(page.locator(f'a[data-date="{date}"]')).to_have_attribute("aria-current", "date")


def _far_enough(page: Page, at_least: int) -> Locator:
    day = timezone.localdate() + timedelta(days=at_least)
    days = page.locator("a[data-date]").evaluate_all("links => links.map(link => link.dataset.date)")
    return page.locator(f'a[data-date="{next(each for each in days if each >= day.isoformat())}"]')


def choose_time(page: Page, *, number: int = 0) -> str:
    """Presses one of the day's times; says which, as the button read it."""
    button = page.locator(".slot-list button").nth(number)
    said = button.inner_text().splitlines()[0]
    button.click()
    return said


def fill_in(page: Page, words: Words, *, name: str = BERTA[0], email: str = BERTA[1]) -> None:
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


def open_link(page: Page, booking: Booking) -> None:
    page.goto(manage_address(booking))
