"""Opening hours and what a change of them would lead to, in each state, and the way there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .desk import book
from .salon import Salon

PAGE = "/-/staff/salon-anna/hours/?resource=ben"
CLOSES = "Mittwoch, bis"


def hours_foretold(page: Page, salon: Salon) -> None:
    """Ben would go home before Berta comes."""
    book(salon, "15:00", person="ben")
    page.goto(PAGE)
    page.get_by_label(CLOSES).last.fill("14:30")
    page.get_by_label(CLOSES).last.press("Tab")
    expect(page.get_by_role("heading", name="1 Buchung wäre betroffen.")).to_be_visible()


def hours_refused(page: Page, salon: Salon) -> None:
    page.goto(PAGE)
    page.get_by_label(CLOSES).last.fill("abends")
    page.get_by_label(CLOSES).last.press("Tab")
    expect(page.get_by_role("heading", name="Etwas Eingetragenes ist nicht zu lesen.")).to_be_visible()


def hours_of_a_day(page: Page, salon: Salon) -> None:
    page.goto(PAGE)
    page.get_by_role("link", name="Weiterer Tag").click()
    expect(page.get_by_role("dialog")).to_be_visible()


HOURS_STATES = (hours_foretold, hours_refused, hours_of_a_day)
