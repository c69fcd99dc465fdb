"""Staff changes, undoes and cancels bookings: by mouse, by keyboard alone, and without script."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .keyboard import Keyboard
from .salon import Salon
from .staff import sign_in
from .window_states import address_of, edit_in_the_way, open_pencil, wish

NEXT_WEEK = timedelta(days=7)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_booking_is_moved_and_put_back(clara: Page, salon: Salon, width: int):
    clara.set_viewport_size({"width": width, "height": 900})
    window = open_pencil(clara, salon)
    (booking,) = salon.bookings()
    later = salon.free_start(after=NEXT_WEEK, person=booking.allocations.get().resource)

    wish(window, salon, later)
    window.get_by_label("Notiz für das Team").focus()
    clock = f"{later.astimezone(salon.location.zone):%H:%M}"
    expect(window.locator(".change")).to_contain_text(clock)
    window.get_by_role("button", name="Änderung speichern").click()

    expect(clara.get_by_role("status")).to_contain_text("Gespeichert. Eine E-Mail bekommen: Berta")
    assert [row.starts_at for row in salon.bookings()] == [later]
    clara.get_by_role("button", name="Rückgängig").click()
    expect(clara.get_by_role("status")).to_contain_text("Zurückgenommen.")
    assert [row.starts_at for row in salon.bookings()] == [booking.starts_at]


def test_a_booking_is_moved_past_closing_time_with_the_keyboard_alone(clara: Page, salon: Salon):
    clara.goto(address_of(salon.booking()))
    hands = Keyboard(clara)

    hands.tab_to(clara.get_by_role("link", name="Buchung bearbeiten"))
    hands.press("Enter")
    window = clara.get_by_role("dialog")
    expect(window.get_by_label("Leistung", exact=True)).to_be_focused()
    hands.tab_to(window.get_by_label("Beginn"))
    hands.press("Control+a")
    clara.keyboard.type("23:00")
    hands.tab_to(window.get_by_role("button", name="Änderung speichern"))
    hands.press("Enter")
    expect(window.get_by_role("alert")).to_be_focused()
    hands.tab_to(window.get_by_role("button", name="Trotzdem eintragen"))
    hands.press("Enter")

    expect(clara.get_by_role("status")).to_contain_text("Gespeichert.")
    (booking,) = salon.bookings()
    assert f"{booking.starts_at.astimezone(salon.location.zone):%H:%M}" == "23:00"


def test_closing_by_escape_changes_nothing_and_the_focus_returns(clara: Page, salon: Salon):
    window = open_pencil(clara, salon)
    window.get_by_label("Beginn").fill("23:00")

    clara.keyboard.press("Escape")

    expect(window).not_to_be_visible()
    expect(clara.get_by_role("link", name="Buchung bearbeiten")).to_be_focused()
    assert [row.version for row in salon.bookings()] == [1]


def test_a_refusal_stays_in_the_window_with_the_next_free_times(clara: Page, salon: Salon):
    edit_in_the_way(clara, salon)
    window = clara.get_by_role("dialog")
    expect(window.get_by_role("alert")).to_be_focused()

    window.get_by_role("alert").get_by_role("button").first.click()
    expect(window.get_by_role("alert")).not_to_be_visible()
    window.get_by_role("button", name="Änderung speichern").click()

    expect(clara.get_by_role("status")).to_contain_text("Gespeichert.")
    first, second = salon.bookings()
    assert second.starts_at != first.starts_at


def test_a_customer_is_found_while_typing(clara: Page, salon: Salon):
    salon.booking(who="Emma")
    window = open_pencil(clara, salon)

    window.get_by_label("Kunden suchen").press_sequentially("emm")
    window.get_by_role("radio", name="emma@example.org").check()
    expect(window.get_by_role("checkbox", name="Kundin/Kunden per E-Mail")).to_be_visible()
    window.get_by_role("button", name="Änderung speichern").click()

    expect(clara.get_by_role("status")).to_contain_text("Gespeichert. Eine E-Mail bekommen: Emma")
    assert [row.name for row in salon.bookings()] == ["Emma", "Emma"]


def test_a_customer_is_chosen_by_a_slow_hand(clara: Page, salon: Salon):
    """Pressing leaves the search, which is asked once more; its answer is there before the hand is lifted."""
    salon.booking(who="Emma")
    window = open_pencil(clara, salon)
    window.get_by_label("Kunden suchen").press_sequentially("emm")
    emma = window.get_by_role("radio", name="emma@example.org")
    emma.hover()

    with clara.expect_response("**/edit/") as answer:
        clara.mouse.down()
    answer.value.finished()
    clara.wait_for_timeout(200)
    clara.mouse.up()

    expect(emma).to_be_checked()


def test_a_booking_is_cancelled_with_the_keyboard_alone(clara: Page, salon: Salon):
    clara.goto(address_of(salon.booking()))
    hands = Keyboard(clara)
    bin_ = clara.get_by_role("link", name="Termin absagen")

    hands.tab_to(bin_)
    hands.press("Enter")
    window = clara.get_by_role("dialog", name="Termin absagen")
    expect(window.get_by_role("link", name="Termin behalten")).to_be_focused()
    hands.press("Enter")
    expect(window).not_to_be_visible()
    expect(bin_).to_be_focused()
    assert [row.status for row in salon.bookings()] == ["confirmed"]

    hands.press("Enter")
    expect(window.get_by_role("link", name="Termin behalten")).to_be_focused()
    hands.press("Shift+Tab", "Enter")
    expect(clara.get_by_role("status")).to_contain_text("Abgesagt. Eine E-Mail bekommen: Berta.")
    assert [row.status for row in salon.bookings()] == ["cancelled"]


def test_without_script_the_windows_are_pages(clara: Page, open_page: OpenPage, salon: Salon):
    page = open_page(java_script_enabled=False)
    sign_in(page)
    # A day needs a script: without one the list comes by itself.
    expect(page).to_have_url(re.compile("view=list"))
    booking = salon.booking()
    page.goto(address_of(booking))
    later = salon.free_start(after=NEXT_WEEK, person=booking.allocations.get().resource)

    page.get_by_role("link", name="Buchung bearbeiten").click()
    wish(page.get_by_role("dialog"), salon, later)
    page.get_by_role("button", name="Prüfen").last.click()
    expect(page.locator(".change")).to_contain_text(f"{later.astimezone(salon.location.zone):%H:%M}")
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Gespeichert.")
    page.get_by_role("link", name="Termin absagen").click()
    page.get_by_role("button", name="Termin absagen").click()

    expect(page.get_by_role("status")).to_contain_text("Abgesagt.")
    assert [(row.status, row.starts_at) for row in salon.bookings()] == [("cancelled", later)]
