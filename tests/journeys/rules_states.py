"""The rules of services, as they are and with what would follow."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .salon import Salon

PAGES = "/-/staff/salon-anna/"
ONE = f"{PAGES}services/schneiden-foehnen/"


def services(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}services/")


def service(page: Page, salon: Salon) -> None:
    page.goto(ONE)


def service_texts(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}texts/")


def service_times(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}times/")


def service_refused(page: Page, salon: Salon) -> None:
    service_times(page, salon)
    page.get_by_label("Plätze").fill("0")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Bitte geben Sie eine ganze Zahl von 1 bis 1000 an.")).to_be_visible()


def service_terms_refused(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}terms/")
    page.get_by_label("Kunden können verschieben und absagen bis").fill("bald")
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_text("Bitte geben Sie eine ganze Zahl an und wovon.")).to_be_visible()


def service_with_fewer_people(page: Page, salon: Salon) -> None:
    service(page, salon)
    page.get_by_role("link", name="Auswählen, wer").first.click()
    page.locator("summary.more", has_text="Eigene Zeiten").first.click()
    page.get_by_label("Clara").first.uncheck()
    expect(page.get_by_text("buchbare Zeiten weniger in 30 Tagen")).to_be_visible()
    expect(page.get_by_label("Anna: Dauer (Min.)")).to_be_visible()


def service_needs_a_room(page: Page, salon: Salon) -> None:
    service(page, salon)
    page.get_by_role("link", name="Noch etwas wird gebraucht").click()
    page.get_by_text("Raum 1", exact=True).click()
    expect(page.get_by_text("buchbare Zeiten weniger in 30 Tagen")).to_be_visible()


def service_questions(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}questions/")


def new_question(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}questions/new/")
    page.get_by_text("Eine von mehreren Antworten").click()
    expect(page.get_by_label("Antworten auf Deutsch, eine je Zeile")).to_be_visible()


def new_service(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}services/-/new/")


def headings(page: Page, salon: Salon) -> None:
    page.goto(f"{PAGES}services/-/groups/")


def service_kept(page: Page, salon: Salon) -> None:
    page.goto(f"{ONE}remove/")


RULES_STATES = (
    services,
    service,
    service_texts,
    service_times,
    service_refused,
    service_terms_refused,
    service_with_fewer_people,
    service_needs_a_room,
    service_questions,
    new_question,
    new_service,
    headings,
    service_kept,
)
