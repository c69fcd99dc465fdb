"""What staff do again and again."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from terminbuch.actions.demo.salon import SALON

LIST = "/-/staff/salon-anna/?view=list"


def sign_in(page: Page) -> None:
    knock(page, password=SALON.member.password)
    expect(page.get_by_role("navigation", name="Ansicht")).to_be_visible()


def knock(page: Page, *, password: str) -> None:
    page.goto("/-/staff/")
    page.get_by_label("E-Mail-Adresse").fill(SALON.member.email)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def open_request(page: Page, who: str) -> None:
    """From the list of bookings to the details of somebody's."""
    page.goto(LIST)
    page.get_by_role("main").get_by_role("link", name=who).first.click()
    expect(page.get_by_role("heading", level=2, name=who)).to_be_visible()
