"""Where the browser runs no script staff read the list, and windows are pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import SitDown
from .desk import clock_of, wednesday
from .staff_words import BOTH, Seat, seat_name


@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_a_booking_is_entered_found_changed_and_cancelled_without_script(sit_down: SitDown, seat: Seat):
    desk, words = sit_down(*seat, java_script_enabled=False), seat[0]
    page = desk.page
    page.goto(f"/-/staff/salon-anna/?on={wednesday():%Y-%m-%d}")
    current = page.get_by_role("link", name=words.views[3], exact=True)
    expect(current).to_have_attribute("aria-current", "true")

    desk.new.click()
    desk.field(words.service).select_option(words.cut)
    desk.field(words.start).fill("10:00")
    desk.window.get_by_role("radio", name="Anna").check()
    desk.button(words.enter).click()
    expect(desk.said).to_contain_text(words.entered)

    page.goto(f"/-/staff/salon-anna/?view=list&on={wednesday():%Y-%m-%d}")
    page.get_by_role("main").get_by_role("link", name=words.without_customer).click()
    expect(page.get_by_role("heading", level=2, name=words.without_customer)).to_be_visible()
    page.get_by_role("link", name=words.pencil).click()
    desk.field(words.start).fill("11:00")
    desk.button(words.save).click()
    expect(desk.said).to_contain_text(words.saved)
    assert [clock_of(row) for row in desk.salon.bookings()] == ["11:00"]

    page.get_by_role("link", name=words.bin).click()
    expect(desk.window).to_contain_text(words.nobody_mailed)
    desk.button(words.bin).click()
    expect(desk.said).to_contain_text(words.cancelled)
    assert [row.status for row in desk.salon.bookings()] == ["cancelled"]
