"""The link in the mail when it is too late, too often, or leads nowhere."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.models import Booking, Delivery, Service

from .conftest import OpenPage
from .post import Post
from .salon import CUT, Salon
from .steps import BERTA, heading, open_link
from .words import DE

WRONG = "Diese Adresse gehört nicht zu diesem Termin."
TOO_OFTEN = "Bitte versuchen Sie es in einer Stunde noch einmal oder rufen Sie uns an."
PHONE = "030 1234567"


def test_after_the_cut_off_both_actions_go_and_a_sentence_says_whom_to_call(visit: OpenPage, salon: Salon):
    booking = _too_late(salon)
    page = visit()

    open_link(page, booking)

    until = booking.cut_off_at.astimezone(salon.location.zone)
    said = page.get_by_role("heading", name=re.compile("Online ändern ging bis"))
    expect(said).to_contain_text(f"{until.day}")
    expect(said).to_contain_text(f"{until:%H:%M}")
    expect(page.get_by_role("main").get_by_role("link", name=PHONE)).to_be_visible()
    for action in (DE.move, DE.cancel):
        expect(page.get_by_role("link", name=action)).to_be_hidden()
    expect(page.get_by_role("link", name="In meinen Kalender")).to_be_visible()


def test_whoever_opened_the_page_in_time_and_presses_too_late_reads_the_same(visit: OpenPage, salon: Salon):
    booking = salon.booking()
    page = visit()
    open_link(page, booking)
    page.get_by_role("link", name=DE.cancel).click()
    page.get_by_label(DE.own_email).fill(BERTA[1])
    _too_late(salon)

    page.get_by_role("dialog").get_by_role("button", name=DE.cancel).click()

    expect(page.get_by_role("heading", name=re.compile("Online ändern ging bis"))).to_be_visible()
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED


def test_a_wrong_address_is_said_and_stays_to_be_mended(visit: OpenPage, salon: Salon):
    page = _at_the_window(visit, salon)
    field = page.get_by_label(DE.own_email)

    _try(page, "anna@example.org")

    expect(page.get_by_role("alert")).to_contain_text(WRONG)
    expect(page).to_have_title(re.compile("^Fehler:"))
    expect(field).to_be_focused()
    expect(field).to_have_value("anna@example.org")
    expect(field).to_have_accessible_description(re.compile(WRONG))
    assert "berta" not in page.content().lower()
    _try(page, "  BERTA@example.org ")
    expect(heading(page)).to_have_text(DE.cancelled)


def test_an_address_that_is_missing_is_asked_for(visit: OpenPage, salon: Salon):
    page = _at_the_window(visit, salon)

    page.get_by_role("dialog").get_by_role("button", name=DE.cancel).click()

    expect(page.get_by_role("alert")).to_contain_text("Bitte nennen Sie uns Ihre E-Mail-Adresse.")
    expect(page.get_by_label(DE.own_email)).to_be_focused()


def test_after_five_wrong_addresses_the_right_one_must_wait(visit: OpenPage, salon: Salon):
    page = _at_the_window(visit, salon)
    for number in range(5):
        _try(page, f"anna{number}@example.org")
        expect(page.get_by_label(DE.own_email)).to_have_value(f"anna{number}@example.org")

    with page.expect_response(re.compile("/cancel/")) as answer:
        _try(page, BERTA[1])

    assert answer.value.status == 429
    expect(page.get_by_role("alert")).to_contain_text(TOO_OFTEN)
    assert [row.status for row in salon.bookings()] == [Booking.Status.CONFIRMED]


def test_keeping_the_appointment_leads_back_and_changes_nothing(visit: OpenPage, salon: Salon):
    page = _at_the_window(visit, salon)

    page.get_by_role("link", name=DE.keep).click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name=DE.cancel)).to_be_focused()
    assert [row.status for row in salon.bookings()] == [Booking.Status.CONFIRMED]


def test_a_link_that_leads_nowhere_says_what_to_do(visit: OpenPage, salon: Salon):
    page = visit()

    answer = page.goto("/-/manage/unknown/")

    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_text("Dieser Link führt zu keinem Termin.")).to_be_visible()
    expect(page.get_by_text("Bitte öffnen Sie ihn noch einmal aus der E-Mail.")).to_be_visible()


def test_the_link_of_a_cancelled_appointment_says_so_and_leads_to_a_new_one(visit: OpenPage, salon: Salon):
    page = _at_the_window(visit, salon)
    _try(page, BERTA[1])
    expect(heading(page)).to_have_text(DE.cancelled)

    open_link(page, salon.bookings()[0])

    expect(page.get_by_role("heading", name="Dieser Termin ist abgesagt.")).to_be_visible()
    for action in (DE.move, DE.cancel):
        expect(page.get_by_role("link", name=action)).to_be_hidden()
    page.get_by_role("link", name="Neuen Termin buchen").click()
    expect(heading(page)).to_have_text("Was dürfen wir für Sie tun?")


def test_the_reminder_asks_and_one_press_answers(visit: OpenPage, salon: Salon, post: Post):
    booking = salon.booking()
    Delivery.objects.of(salon.organisation).filter(kind="booking_reminder").update(due_at=timezone.now())
    page = visit()
    reminder = post.subjects(BERTA[1])[-1]
    page.goto("/-/mailbox/")
    page.get_by_role("link", name=reminder).filter(has_text=BERTA[1]).click()
    page.locator("iframe").content_frame.get_by_role("link", name="Ja, ich komme").click()
    expect(heading(page)).to_have_text("Kommen Sie?")

    page.get_by_role("button", name="Ja, ich komme").click()

    expect(heading(page)).to_have_text("Danke, wir freuen uns auf Sie.")
    booking.refresh_from_db()
    assert booking.attends_at is not None


def _at_the_window(visit: OpenPage, salon: Salon) -> Page:
    page = visit()
    open_link(page, salon.booking())
    page.get_by_role("link", name=DE.cancel).click()
    expect(page.get_by_role("dialog", name=DE.cancel_sure)).to_be_visible()
    return page


def _try(page: Page, email: str) -> None:
    page.get_by_label(DE.own_email).fill(email)
    page.get_by_role("dialog").get_by_role("button", name=DE.cancel).click()


def _too_late(salon: Salon) -> Booking:
    """The last moment for changes is over for everything in the days to come."""
    Service.objects.of(salon.organisation).filter(slug=CUT).update(
        cut_off_minutes=timedelta(days=60) // timedelta(minutes=1)
    )
    return salon.bookings()[0] if salon.bookings() else salon.booking()
