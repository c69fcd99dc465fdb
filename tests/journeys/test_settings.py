"""The owner sets the business up, and a customer sees it."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.pictures import picture

from .conftest import OpenPage
from .salon import Salon
from .settings_states import SETTINGS

SAVE = "Änderung speichern"


def test_colour_and_logo_reach_the_customers(clara: Page, visit: OpenPage, salon: Salon):
    clara.goto(f"{SETTINGS}look/")
    clara.get_by_label("Farbe").fill("#2a6f4e")
    expect(clara.locator("html")).to_have_css("--accent", "#2a6f4e")
    clara.get_by_label("Logo").set_input_files(
        FilePayload(name="logo.png", mimeType="image/png", buffer=picture())
    )

    clara.get_by_role("button", name=SAVE).click()

    expect(clara.get_by_text("Gespeichert.")).to_be_visible()
    customer = visit()
    customer.goto(salon.path)
    expect(customer.get_by_role("img", name="Salon Anna")).to_be_visible()
    expect(customer.locator("html")).to_have_css("--accent", "#2a6f4e")


def test_who_is_closed_says_so_and_opens_again(clara: Page, visit: OpenPage, salon: Salon):
    customer = visit()
    for is_open, heading in (
        (False, "Zurzeit ist nichts online buchbar."),
        (True, "Was dürfen wir für Sie tun?"),
    ):
        clara.goto(f"{SETTINGS}booking/")
        clara.get_by_label("Kunden können online buchen").set_checked(is_open)

        clara.get_by_role("button", name=SAVE).click()

        expect(clara.get_by_text("Gespeichert.")).to_be_visible()
        customer.goto(salon.path)
        expect(customer.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_the_lines_for_the_web_site_are_copied_by_a_press(clara: Page, salon: Salon):
    clara.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clara.goto(f"{SETTINGS}embedding/")

    clara.get_by_role("button", name="Zeilen kopieren").click()

    expect(clara.get_by_role("button", name="Kopiert")).to_be_visible()
    assert 'organisation="salon-anna"' in clara.evaluate("navigator.clipboard.readText()")
