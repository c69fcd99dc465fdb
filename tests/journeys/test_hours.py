"""A change of opening hours says what would follow before it is saved, and hands over whom it hits."""

from __future__ import annotations

import re
from datetime import time

import pytest
from playwright.sync_api import expect

from terminbuch.models import Case, WeeklyHours

from .conftest import SitDown
from .desk import Desk, book
from .hours_states import PAGE
from .keyboard import Keyboard
from .staff_words import BOTH, EN, Seat, seat_name


@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_by_keyboard_ben_goes_home_earlier_and_berta_is_taken_care_of(sit_down: SitDown, seat: Seat):
    desk = sit_down(*seat)
    booking, hands = book(desk.salon, "15:00", person="ben"), Keyboard(desk.page)
    in_english = seat[0] is EN
    desk.page.goto(PAGE)

    hands.tab_to(desk.page.get_by_label("Wednesday, to" if in_english else "Mittwoch, bis").last)
    hands.press("Control+a")
    desk.page.keyboard.type("14:30")
    hands.press("Tab")
    said = "1 booking would be affected." if in_english else "1 Buchung wäre betroffen."
    expect(desk.page.get_by_role("heading", name=said)).to_be_visible()
    expect(desk.page.locator(".preview-list")).to_contain_text("Berta")
    assert _closing(desk) == time(17)
    save = "Save and see the plan" if in_english else "Speichern und Plan ansehen"
    hands.tab_to(desk.page.get_by_role("button", name=save))
    hands.press("Enter")

    expect(desk.page).to_have_url(re.compile("/board/"))
    expect(desk.page.get_by_role("main")).to_contain_text("Berta")
    assert _closing(desk) == time(14, 30)
    assert Case.objects.of(desk.salon.organisation).get().booking == booking


def _closing(desk: Desk) -> time:
    """When Ben goes home on Wednesdays."""
    rows = WeeklyHours.objects.of(desk.salon.organisation)
    last = rows.filter(schedule__resource=desk.salon.resource("ben"), weekday=2).latest("closes")
    return last.closes
