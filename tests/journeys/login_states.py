"""How one signs in, and looks after that."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .passkeys import hold_a_telephone
from .salon import Salon

YOU = "/-/staff/-/you/"


def your_sign_in(page: Page, salon: Salon) -> None:
    page.goto(YOU)


def your_sign_in_with_everything(page: Page, salon: Salon) -> None:
    your_passkey_added(page, salon)
    page.get_by_role("link", name="Ich habe die Codes aufbewahrt").click()
    expect(page.get_by_text("noch 10")).to_be_visible()


def your_passkey_added(page: Page, salon: Salon) -> None:
    hold_a_telephone(page)
    page.goto(f"{YOU}passkeys/new/")
    page.get_by_role("button", name="Passkey anlegen").click()
    expect(page.get_by_role("heading", name="Ihre Ersatzcodes")).to_be_visible()


def your_app(page: Page, salon: Salon) -> None:
    page.goto(f"{YOU}app/")
    page.get_by_text("Stattdessen eintippen").click()


def your_app_refused(page: Page, salon: Salon) -> None:
    your_app(page, salon)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="App einrichten").click()
    expect(page.get_by_text("Dieser Code stimmt nicht.")).to_be_visible()


def your_password(page: Page, salon: Salon) -> None:
    page.goto(f"{YOU}password/")


def your_address(page: Page, salon: Salon) -> None:
    page.goto(f"{YOU}address/")


def proving_refused(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/-/prove/")
    page.get_by_label("Passwort").fill("falsch geraten")
    page.get_by_role("button", name="Mit Passwort bestätigen").click()
    expect(page.get_by_text("Dieses Passwort stimmt nicht.")).to_be_visible()


def reset_asked(page: Page, salon: Salon) -> None:
    page.goto("/-/staff/-/reset/")
    page.get_by_label("E-Mail-Adresse").fill("clara@example.org")
    page.get_by_role("button", name="Link schicken").click()
    expect(page.get_by_role("heading", name="Bitte sehen Sie in Ihre E-Mails.")).to_be_visible()


LOGIN_STATES = (
    your_sign_in,
    your_sign_in_with_everything,
    your_passkey_added,
    your_app,
    your_app_refused,
    your_password,
    your_address,
    proving_refused,
    reset_asked,
)
