"""A booking is entered by hand at any time, for anybody or nobody, and never over another one (S23, S33)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from terminbuch.models import Booking

from .conftest import SitDown
from .desk import Desk, book, clock_of, people, wednesday
from .keyboard import Keyboard
from .post import Post
from .salon import Salon
from .staff_words import BOTH, DE, Seat, seat_name

in_both_languages_and_sizes = pytest.mark.parametrize("seat", BOTH, ids=seat_name)


@in_both_languages_and_sizes
def test_it_is_entered_from_the_button_for_a_new_customer(
    sit_down: SitDown, salon: Salon, post: Post, seat: Seat
):
    """S23, S33: new."""
    desk, words = sit_down(*seat), seat[0]
    desk.open_day()

    desk.new.click()
    desk.field(words.service).select_option(words.cut)
    desk.field(words.start).fill("10:00")
    desk.window.get_by_role("radio", name="Anna").check()
    desk.window.get_by_role("radio", name=words.new_customer).check()
    desk.field(words.name).fill("Frieda Funk")
    desk.window.get_by_label(words.email).fill("frieda@example.org")
    desk.button(words.enter).click()

    expect(desk.said).to_contain_text(f"{words.entered} ")
    expect(desk.page.get_by_role("complementary", name="Frieda Funk")).to_contain_text("frieda@example.org")
    (booking,) = salon.bookings()
    assert (booking.origin, booking.starts_at, people(booking)) == ("by_hand", wednesday("10:00"), ["Anna"])
    assert booking.customer is not None
    assert (booking.customer.name, booking.customer.email) == ("Frieda Funk", "frieda@example.org")
    assert (len(post.subjects("frieda@example.org")), len(post.subjects("anna@example.org"))) == (1, 1)


@in_both_languages_and_sizes
def test_it_is_entered_without_a_mouse_for_a_customer_who_is_known(
    sit_down: SitDown, salon: Salon, seat: Seat
):
    """S23, S33: existing."""
    known = book(salon, "14:00")
    desk, words = sit_down(*seat), seat[0]
    desk.open_day()
    hands = Keyboard(desk.page)

    hands.press("n")
    expect(desk.field(words.service)).to_be_focused()
    desk.page.keyboard.type(words.cut[:5])
    _type_over(hands, desk, words.start, "10:00")
    hands.write(desk.window.get_by_label(words.find), "bert")
    berta = desk.window.get_by_role("radio", name="berta@example.org")
    expect(berta).to_be_visible()
    hands.tab_to(desk.window.locator("input[name=customer]:checked"))
    hands.press("ArrowUp")
    expect(berta).to_be_checked()
    hands.tab_to(desk.button(words.enter))
    hands.press("Enter")

    expect(desk.said).to_contain_text(words.entered)
    entered = salon.bookings()[-1]
    assert (clock_of(entered), entered.customer) == ("10:00", known.customer)


@in_both_languages_and_sizes
def test_outside_opening_hours_it_is_entered_after_a_warning(sit_down: SitDown, salon: Salon, seat: Seat):
    """S23: also outside online hours, with a warning."""
    desk, words = sit_down(*seat), seat[0]
    _ask_for(desk, "22:00")
    expect(desk.window.get_by_role("alert")).to_contain_text(words.outside_hours)
    expect(desk.window.get_by_role("alert")).to_be_focused()
    assert salon.bookings() == []

    desk.button(words.anyway).click()

    expect(desk.said).to_contain_text(words.entered)
    assert [clock_of(row) for row in salon.bookings()] == ["22:00"]


@in_both_languages_and_sizes
def test_on_a_taken_time_it_is_refused_and_the_next_free_one_is_a_press_away(
    sit_down: SitDown, salon: Salon, seat: Seat
):
    """S23: never over an occupied resource. Somebody books while the window is open."""
    desk, words = sit_down(*seat), seat[0]
    _fill_in(desk, "10:15")
    book(salon, "10:00")

    desk.button(words.enter).click()

    alert = desk.window.get_by_role("alert")
    expect(alert).to_contain_text(words.in_the_way)
    expect(alert).to_contain_text(words.free_next)
    expect(desk.button(words.anyway)).to_have_count(0)
    assert len(salon.bookings()) == 1
    alert.get_by_role("button", name=re.compile("10:45")).click()
    expect(desk.field(words.start)).to_have_value("10:45")
    desk.button(words.enter).click()
    expect(desk.said).to_contain_text(words.entered)
    assert [clock_of(row) for row in salon.bookings()] == ["10:00", "10:45"]


def test_a_time_is_blocked_without_service_and_shows_in_the_calendar(sit_down: SitDown, salon: Salon):
    """S23: any service, or none; nobody hears of it who is not meant to."""
    desk = sit_down()
    desk.open_day()

    desk.new.click()
    desk.field(DE.service).select_option("Ohne Leistung (Block)")
    desk.field(DE.start).fill("11:00")
    desk.window.get_by_role("checkbox", name=re.compile("^Anna")).check()
    # Whoever would have served the first service at this hour, one or the other, is still ticked.
    for other in ("Ben", "Clara"):
        desk.window.get_by_role("checkbox", name=re.compile(f"^{other}")).uncheck()
    expect(desk.window.locator("input[name=pick-0]:checked")).to_have_count(1)
    desk.window.get_by_label(DE.note).fill("Friseurbedarf kommt")
    desk.button(DE.enter).click()

    expect(desk.said).to_contain_text(DE.entered)
    expect(desk.page.get_by_role("complementary", name="Gesperrt")).to_contain_text("Friseurbedarf kommt")
    (block,) = salon.bookings()
    assert (block.service, people(block), block.status) == (None, ["Anna"], Booking.Status.CONFIRMED)
    assert not salon.is_free(wednesday("11:00"), "flechtkurs")


def _ask_for(desk: Desk, clock: str) -> None:
    _fill_in(desk, clock)
    desk.button(desk.words.enter).click()


def _fill_in(desk: Desk, clock: str) -> None:
    """The window, ready to be sent but for the pressing."""
    desk.open_day()
    desk.new.click()
    desk.field(desk.words.service).select_option(desk.words.cut)
    desk.field(desk.words.start).fill(clock)
    desk.field(desk.words.start).press("Tab")
    desk.window.get_by_role("radio", name="Anna").check()


def _type_over(hands: Keyboard, desk: Desk, label: str, text: str) -> None:
    hands.tab_to(desk.field(label))
    hands.press("Control+a")
    desk.page.keyboard.type(text)
