"""The rules of services, as they are and with what would follow."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .salon import Salon

PAGES = "/-/staff/salon-anna/"


def services(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}services/")


def service(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}services/schneiden-foehnen/")


def service_refused(page: Page, salon: Salon) -> None:
    service(page, salon)
    page.get_by_label("Plätze").fill("0")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Bitte geben Sie eine ganze Zahl von 1 bis 1000 an.")).to_be_visible()


def service_with_fewer_people(page: Page, salon: Salon) -> None:
    service(page, salon)
    page.locator("summary", has_text="Eigene Zeiten").first.click()
    page.get_by_label("Clara").first.uncheck()
    expect(page.get_by_text("buchbare Zeiten weniger in 30 Tagen")).to_be_visible()
    expect(page.get_by_label("Anna: Dauer (Min.)")).to_be_visible()


RULES_STATES = (services, service, service_refused, service_with_fewer_people)
