"""Every view of the calendar shows the same bookings, and is turned by mouse, by thumb and by keys (S26)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions import booking as deeds
from terminbuch.models import Booking
from tests.builders import BERLIN, staff

from . import axe
from .conftest import SitDown
from .desk import Desk, a_request_by_hand, book, clock_of, enter, wednesday
from .diary import look_at
from .keyboard import Keyboard
from .salon import HIGHLIGHTS
from .staff_words import BOTH, DE, Seat, seat_name


@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_day_week_month_and_list_show_the_same_bookings(sit_down: SitDown, seat: Seat):
    """S26: none is missing, whichever way it came; the list is the calendar for who reads it aloud."""
    desk, words = sit_down(*seat), seat[0]
    _three(desk)

    assert sorted(_in_day(desk)) == ["Berta", "Emma", words.without_customer]
    assert _in_week(desk) == 3
    look_at(desk.page, wednesday().date(), "month")
    expect(desk.page.locator(".month-count")).to_have_text(re.compile(r"^3\b"))
    look_at(desk.page, wednesday().date(), "list")
    lines = [line.inner_text() for line in desk.page.locator(".ledger-line").all()]
    assert [_origin(line, desk) for line in lines] == [words.online, words.by_hand, words.online]
    assert [_name(line, desk) for line in lines] == ["Berta", words.without_customer, "Emma"]
    live = Booking.objects.of(desk.salon.organisation).filter(status__in=["confirmed", "pending"])
    assert live.count() == 3


def test_keys_turn_pages_and_open_windows(sit_down: SitDown):
    desk = sit_down()
    desk.open_day()
    page, hands, day = desk.page, Keyboard(desk.page), wednesday().date()

    for key, name in zip("wmld", ("Woche", "Monat", "Liste", "Tag"), strict=True):
        hands.press(key)
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("aria-current", "true")
    for key, shown in (("ArrowRight", day + timedelta(days=1)), ("ArrowLeft", day), ("t", _today())):
        hands.press(key)
        expect(page).to_have_url(re.compile(f"on={shown}"))
    for key, name in (("n", "Neue Buchung"), ("a", "Wer fällt aus?"), ("?", "Tasten")):
        hands.press(key)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        hands.press("Escape")
        # Faster than any hand: until a closed window is gone the keyboard is still in it.
        expect(page.locator("dialog[data-modal], dialog[open]")).to_have_count(0)


def test_whoever_types_presses_no_key_of_the_calendar(sit_down: SitDown):
    desk = sit_down()
    desk.open_day()
    hands, search = Keyboard(desk.page), desk.page.get_by_role("searchbox")
    before = desk.page.url

    hands.press("/")
    expect(search).to_be_focused()
    desk.page.keyboard.type("wmlndta?/")

    expect(search).to_have_value("wmlndta?/")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    assert desk.page.url == before


def test_single_keys_are_switched_off_by_who_does_not_want_them(sit_down: SitDown):
    desk = sit_down()
    page = desk.page
    page.goto("/-/staff/salon-anna/preferences/")
    page.get_by_role("checkbox", name="Einzelne Tasten steuern den Kalender").uncheck()
    page.get_by_role("button", name="Einstellungen speichern").click()
    expect(page.get_by_role("status")).to_be_visible()
    desk.open_day()
    before = page.url

    Keyboard(page).press("w", "n", "?", "Delete", "ArrowRight")

    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url == before


def test_a_thumb_is_enough_for_a_day(sit_down: SitDown):
    """At 390 pixels one resource at a time, nothing to scroll sideways, details by a tap."""
    desk = sit_down(DE, 390, has_touch=True, is_mobile=True)
    _three(desk)
    desk.open_day()

    tabs = desk.page.locator(".resource-tabs")
    tabs.get_by_role("button", name="Ben").tap()
    expect(desk.in_grid(DE.without_customer)).to_be_visible()
    expect(desk.in_grid("Berta")).to_have_count(0)
    tabs.get_by_role("button", name="Anna").tap()
    assert axe.too_wide(desk.page) == []
    desk.in_grid("Berta").tap()
    expect(desk.page.get_by_role("link", name=DE.pencil)).to_be_visible()
    assert axe.too_wide(desk.page) == []
    desk.page.get_by_role("link", name=DE.pencil).tap()
    expect(desk.button(DE.save)).to_be_visible()
    assert axe.too_wide(desk.page) == []


def _three(desk: Desk) -> None:
    """Booked online, by hand, and requested; a fourth was cancelled."""
    book(desk.salon, "10:00")
    enter(desk.salon, desk.member, a_request_by_hand(desk.salon, "11:00", person="ben"))
    at = wednesday("13:00")
    desk.salon.booking(HIGHLIGHTS, at=at, who="Emma", resource_id=desk.salon.resource("anna").pk)
    gone = book(desk.salon, "14:00", who="Gustav", person="ben")
    deeds.cancel(gone.pk, by=staff(desk.member), now=timezone.now())
    assert clock_of(gone) == "14:00"


def _in_day(desk: Desk) -> list[str]:
    """The names in the grid; on a phone of one resource after the other."""
    desk.open_day()
    return [name for _shown in _columns(desk.page) for name in _names(desk.page)]


def _columns(page: Page) -> Iterator[None]:
    tabs = page.locator(".resource-tabs button")
    if not tabs.first.is_visible():
        yield
        return
    for tab in tabs.all():
        tab.click()
        expect(tab).to_have_attribute("aria-current", "true")
        yield


def _names(page: Page) -> list[str]:
    return page.locator("[data-sheet] a[data-key] b").all_inner_texts()


def _in_week(desk: Desk) -> int:
    """What everybody's cells of that Wednesday count together."""
    look_at(desk.page, wednesday().date(), "week", resource="*")
    cells = desk.page.locator(".week-table tbody tr td:nth-child(4) .week-count")
    return sum(int(re.sub(r"\D", "", text)) for text in cells.all_text_contents())


def _origin(line: str, desk: Desk) -> str:
    return next(words for words in (desk.words.online, desk.words.by_hand) if words in line)


def _name(line: str, desk: Desk) -> str:
    return next(name for name in ("Berta", "Emma", desk.words.without_customer) if name in line)


def _today() -> date:
    return timezone.now().astimezone(BERLIN).date()
