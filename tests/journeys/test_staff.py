"""Staff sign in, look, and work through their tasks."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from terminbuch.models import Delivery, Task

from .conftest import OpenPage
from .keyboard import Keyboard
from .salon import HIGHLIGHTS, Salon
from .staff import knock, open_request
from .steps import heading


def test_a_wrong_password_is_said_in_one_sentence_and_the_address_stays(open_page: OpenPage, salon: Salon):
    salon.admit_manager()
    page = open_page()

    knock(page, password="falsch geraten")

    expect(page.get_by_role("alert")).to_have_text("E-Mail-Adresse oder Passwort stimmt nicht.")
    expect(page.get_by_label("E-Mail-Adresse")).to_have_value("clara@example.org")
    expect(page.get_by_label("Passwort")).to_have_value("")


def test_the_list_shows_bookings_and_the_details_their_mails_and_history(clara: Page, salon: Salon):
    salon.booking(who="Berta")

    open_request(clara, "Berta")

    details = clara.get_by_role("complementary", name="Berta")
    expect(details).to_contain_text("Schneiden & Föhnen")
    expect(details.get_by_role("link", name="berta@example.org")).to_be_visible()
    expect(details).to_contain_text(re.compile("Bestätigung an Berta"))
    expect(details).to_contain_text(re.compile("Gebucht auf der Buchungsseite"))


def test_a_request_is_decided_with_the_keyboard_alone(clara: Page, salon: Salon):
    salon.booking(HIGHLIGHTS, who="Berta")
    clara.reload()
    hands = Keyboard(clara)

    hands.tab_to(clara.get_by_role("link", name="Aufgaben"))
    hands.press("Enter")
    expect(heading(clara)).to_contain_text("Aufgaben")
    hands.tab_to(clara.get_by_role("link", name=re.compile("Ansehen ?: Berta")))
    hands.press("Enter")
    expect(clara.get_by_role("heading", level=2, name="Berta")).to_be_visible()
    hands.tab_to(clara.get_by_role("button", name="Anfrage annehmen"))
    hands.press("Enter")

    expect(clara.get_by_role("status")).to_contain_text("Angenommen.")
    assert [row.status for row in salon.bookings()] == ["confirmed"]


def test_a_task_is_finished_and_gone_from_the_list(clara: Page, salon: Salon):
    booking = salon.booking(who="Berta")
    Task.objects.create(
        organisation=salon.organisation,
        kind=Task.Kind.MAIL_FAILED,
        booking=booking,
        delivery=Delivery.objects.of(salon.organisation).filter(booking=booking).first(),
        created_at=booking.created_at,
    )
    clara.get_by_role("link", name="Aufgaben").click()

    clara.get_by_role("button", name=re.compile("Erledigt ?: Berta")).click()

    expect(clara.get_by_role("status")).to_contain_text("Erledigt.")
    expect(clara.get_by_role("heading", name="Es ist nichts zu tun.")).to_be_visible()


def test_signing_out_closes_the_pages(clara: Page, salon: Salon):
    clara.get_by_role("link", name="Clara Neumann").click()
    clara.get_by_role("button", name="Abmelden").click()

    clara.goto("/-/staff/salon-anna/")

    expect(heading(clara)).to_have_text("Anmelden")
