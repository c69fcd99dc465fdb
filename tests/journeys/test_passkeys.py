"""Clara adds a passkey, and from then on needs no password."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from terminbuch.actions.demo.salon import SALON

from .login_states import your_passkey_added
from .salon import Salon
from .staff import knock

LOGIN = "/-/staff/-/login/"


def test_a_passkey_opens_the_calendar(clara: Page, salon: Salon):
    your_passkey_added(clara, salon)
    _sign_out(clara)

    clara.goto(LOGIN)
    clara.get_by_role("button", name="Mit einem Passkey anmelden").click()

    expect(clara.get_by_role("navigation", name="Ansicht")).to_be_visible()


def test_a_passkey_is_asked_for_after_the_password(clara: Page, salon: Salon):
    your_passkey_added(clara, salon)
    _sign_out(clara)

    knock(clara, password=SALON.member.password)
    clara.get_by_role("button", name="Meinen Passkey benutzen").click()

    expect(clara.get_by_role("navigation", name="Ansicht")).to_be_visible()


def test_without_a_passkey_one_is_told_and_can_go_on(clara: Page, salon: Salon):
    _sign_out(clara)
    clara.goto(LOGIN)
    clara.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")

    clara.get_by_role("button", name="Mit einem Passkey anmelden").click()

    expect(clara.get_by_role("alert")).to_have_text(
        "Der Passkey wurde nicht benutzt. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg."
    )


def _sign_out(page: Page) -> None:
    page.context.clear_cookies()
