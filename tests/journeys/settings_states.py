"""The settings: their first page, each of their forms, refused ones, and the questions they ask."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .salon import Salon

SETTINGS = "/-/staff/salon-anna/settings/"


def settings(page: Page, salon: Salon) -> None:
    page.goto(SETTINGS)


def business(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}business/")


def business_refused(page: Page, salon: Salon) -> None:
    business(page, salon)
    page.get_by_label("Adresse der Buchungsseite").fill("café ../../x")
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_text("Bitte verwenden Sie nur die Buchstaben a bis z")).to_be_visible()


def look(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}look/")
    expect(page.get_by_text("Kontrast").first).to_be_visible()


def booking_rules(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}booking/")


def embedding(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}embedding/")


def locations(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}locations/")


def location_in_another_zone(page: Page, salon: Salon) -> None:
    salon.booking()
    locations(page, salon)
    page.get_by_role("main").get_by_role("list").get_by_role("link").click()
    page.get_by_label("Zeitzone").select_option("Europe/Lisbon")
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_text("Buchungen behalten ihren Zeitpunkt.")).to_be_visible()


def only_location_stays(page: Page, salon: Salon) -> None:
    locations(page, salon)
    page.get_by_role("main").get_by_role("list").get_by_role("link").click()
    page.get_by_role("link", name="Standort entfernen").click()
    page.get_by_role("button", name="Endgültig entfernen").click()
    expect(page.get_by_text("Das ist der einzige Standort.")).to_be_visible()


def resources(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}resources/")


def new_resource(page: Page, salon: Salon) -> None:
    page.goto(f"{SETTINGS}resources/new/")


def switching_off(page: Page, salon: Salon) -> None:
    salon.booking(resource_id=salon.resource("anna").pk)
    page.goto(f"{SETTINGS}resources/{salon.resource('anna').uid}/switch/")
    expect(page.get_by_text("steht noch bevor.")).to_be_visible()


SETTINGS_STATES = (
    settings,
    business,
    business_refused,
    look,
    booking_rules,
    embedding,
    locations,
    location_in_another_zone,
    only_location_stays,
    resources,
    new_resource,
    switching_off,
)
