"""The calendar lives: what happens elsewhere appears, and what is dragged is changed by the same window."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.models import Booking
from tests.builders import BERLIN, a_move

from .conftest import OpenPage
from .diary import (
    HALF_AN_HOUR,
    PIXELS,
    column_width,
    drag,
    event_of,
    in_grid,
    lengthen,
    let_drags_apply_at_once,
    look_at,
    morning,
    next_free,
    wait_for_grid,
)
from .keyboard import Keyboard
from .salon import CUT, Salon
from .staff import sign_in
from .watch import Watch


def booked(salon: Salon, who: str = "Berta") -> Booking:
    return salon.booking(at=morning(salon), who=who, resource_id=salon.resource("anna").pk)


def opened(page: Page, booking: Booking, **asked: str) -> None:
    look_at(page, booking.starts_at.astimezone(BERLIN).date(), **asked)
    wait_for_grid(page)


def window(page: Page) -> str:
    """Date and start as the window has them filled in."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return f"{dialog.get_by_label('Datum').input_value()} {dialog.get_by_label('Beginn').input_value()}"


def test_a_booking_made_elsewhere_appears_by_itself(clara: Page, salon: Salon):
    opened(clara, booked(salon))
    later = next_free(salon, CUT, morning(salon), resource="anna")

    salon.booking(at=later, who="Frieda", resource_id=salon.resource("anna").pk)

    expect(in_grid(clara, "Frieda")).to_be_visible()
    expect(clara.get_by_text("2 Buchungen", exact=True)).to_be_visible()


def test_a_second_member_sees_the_firsts_move(clara: Page, open_page: OpenPage, salon: Salon):
    booking = booked(salon)
    other = open_page()
    sign_in(other)
    for page in (clara, other):
        opened(page, booking)
    let_drags_apply_at_once()
    opened(clara, booking)
    before = event_of(other, "Berta").bounding_box()

    drag(clara, "Berta", down=2 * PIXELS)

    expect(clara.get_by_role("status").filter(has_text="Gespeichert")).to_be_visible()
    expect(in_grid(other, "Berta")).to_contain_text(_clock(booking, after=2 * HALF_AN_HOUR))
    assert event_of(other, "Berta").bounding_box() != before


def test_a_drag_opens_the_window_filled_in_and_changes_nothing_until_saved(clara: Page, salon: Salon):
    booking = booked(salon)
    opened(clara, booking)

    drag(clara, "Berta", right=column_width(clara), down=PIXELS)

    assert window(clara) == f"{_day(booking)} {_clock(booking, after=HALF_AN_HOUR)}"
    expect(clara.get_by_role("dialog").get_by_role("radio", name=re.compile("^Ben"))).to_be_checked()
    clara.keyboard.press("Escape")
    expect(clara.get_by_role("dialog")).to_have_count(0)
    expect(in_grid(clara, "Berta")).to_contain_text(_clock(booking))
    assert [row.starts_at for row in salon.bookings()] == [booking.starts_at]


def test_the_edge_lengthens_and_empty_space_creates(clara: Page, salon: Salon):
    booking = booked(salon)
    opened(clara, booking)

    lengthen(clara, "Berta", down=PIXELS)

    dialog = clara.get_by_role("dialog")
    expect(dialog.get_by_label("Dauer (Min.)")).to_have_value("75")
    clara.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    drawn = event_of(clara, "Berta").bounding_box()
    assert drawn is not None
    clara.mouse.move(drawn["x"] + 20, drawn["y"] + 4 * PIXELS)
    clara.mouse.down()
    clara.mouse.move(drawn["x"] + 20, drawn["y"] + 5.5 * PIXELS, steps=6)
    clara.mouse.up()

    assert window(clara).startswith(_day(booking))
    expect(dialog.get_by_role("heading", name="Neue Buchung")).to_be_visible()


def test_applied_at_once_it_can_be_taken_back(clara: Page, salon: Salon):
    booking = booked(salon)
    let_drags_apply_at_once()
    opened(clara, booking)

    drag(clara, "Berta", down=PIXELS)

    expect(in_grid(clara, "Berta")).to_contain_text(_clock(booking, after=HALF_AN_HOUR))
    clara.get_by_role("button", name="Rückgängig").click()
    expect(clara.get_by_role("status").filter(has_text="Es ist wieder wie vorher.")).to_be_visible()
    expect(in_grid(clara, "Berta")).to_contain_text(_clock(booking))
    assert [row.starts_at for row in salon.bookings()] == [booking.starts_at]


def test_what_cannot_be_is_put_back_with_a_sentence(clara: Page, salon: Salon):
    booking = booked(salon)
    salon.booking(at=next_free(salon, CUT, booking.ends_at, resource="anna"), who="Frieda",
                  resource_id=salon.resource("anna").pk)  # fmt: skip
    let_drags_apply_at_once()
    opened(clara, booking)
    top, other = (event_of(clara, who).bounding_box() for who in ("Berta", "Frieda"))
    assert top is not None
    assert other is not None

    drag(clara, "Berta", down=other["y"] - top["y"])

    expect(clara.get_by_role("status").filter(has_text="Anna hat")).to_be_visible()
    expect(in_grid(clara, "Berta")).to_contain_text(_clock(booking))
    assert min(row.starts_at for row in salon.bookings()) == booking.starts_at


def test_the_details_open_beside_the_day_and_close_by_escape(clara: Page, salon: Salon):
    booking = booked(salon)
    opened(clara, booking)
    day = clara.url

    in_grid(clara, "Berta").click()

    details = clara.get_by_role("complementary", name="Berta")
    expect(details.get_by_role("link", name="Buchung bearbeiten")).to_be_visible()
    expect(clara).to_have_url(re.compile(str(booking.uid)))
    expect(in_grid(clara, "Berta")).to_be_visible()
    clara.keyboard.press("Escape")
    expect(details).to_have_count(0)
    expect(in_grid(clara, "Berta")).to_be_focused()
    expect(clara).to_have_url(day)


def test_details_that_are_open_follow_the_booking(clara: Page, salon: Salon):
    booking = booked(salon)
    opened(clara, booking)
    in_grid(clara, "Berta").click()
    details = clara.get_by_role("complementary", name="Berta")
    clara.get_by_role("heading", level=1).click()

    to = next_free(salon, CUT, booking.ends_at, resource="anna")
    deeds.reschedule(a_move(booking, to=to), by=LINK_HOLDER, now=booking.created_at)

    expect(details).to_contain_text("Verschoben")


def test_the_keyboard_alone_finds_moves_and_cancels(clara: Page, salon: Salon):
    booking = booked(salon)
    opened(clara, booking)
    hands = Keyboard(clara)

    hands.press("l")
    expect(clara.get_by_role("link", name="Liste", exact=True)).to_have_attribute("aria-current", "true")
    hands.press("d")
    hands.tab_to(in_grid(clara, "Berta"))
    hands.press("e")
    expect(clara.get_by_role("dialog", name="Buchung bearbeiten")).to_be_visible()
    hands.press("Escape")
    hands.tab_to(in_grid(clara, "Berta"))
    hands.press("Delete")

    expect(clara.get_by_role("dialog", name=re.compile("absagen"))).to_be_visible()


def test_the_search_finds_by_name(clara: Page, salon: Salon):
    booked(salon)
    clara.keyboard.press("/")
    clara.keyboard.type("bert")
    clara.keyboard.press("Enter")

    expect(clara.get_by_role("heading", level=1)).to_contain_text("Gefunden: bert")
    expect(clara.get_by_role("main").get_by_role("link", name=re.compile("Berta"))).to_be_visible()


def test_on_a_phone_one_resource_stands_alone(clara: Page, salon: Salon):
    clara.set_viewport_size({"width": 390, "height": 844})
    booking = booked(salon)
    opened(clara, booking)

    expect(in_grid(clara, "Berta")).to_be_visible()
    clara.get_by_role("button", name="Ben", exact=True).click()
    expect(in_grid(clara, "Berta")).to_have_count(0)
    clara.get_by_role("button", name="Anna", exact=True).click()
    in_grid(clara, "Berta").click()

    expect(clara.get_by_role("complementary", name="Berta")).to_be_visible()
    expect(clara.locator(".calendar")).to_be_hidden()


def test_without_a_connection_it_says_so_and_nothing_can_be_dragged(clara: Page, salon: Salon, watch: Watch):
    booking = booked(salon)
    opened(clara, booking)

    clara.context.set_offline(True)

    bar = clara.get_by_role("status").filter(has_text="Keine Verbindung seit")
    expect(bar).to_contain_text("Angezeigt wird der Stand von")
    drag(clara, "Berta", down=PIXELS)
    expect(clara.get_by_role("dialog")).to_have_count(0)

    clara.context.set_offline(False)

    expect(bar).to_be_hidden()
    assert {said.partition("net::")[2] for said in watch.complaints} == {"ERR_INTERNET_DISCONNECTED"}
    watch.complaints.clear()


def test_unchanged_it_is_answered_with_nothing(clara: Page, salon: Salon):
    opened(clara, booked(salon))

    with clara.expect_response(lambda answer: "calendar/feed/" in answer.url) as asked:
        pass

    assert (asked.value.status, asked.value.headers.get("content-length", "0")) == (304, "0")


def _day(booking: Booking) -> str:
    return booking.starts_at.astimezone(BERLIN).date().isoformat()


def _clock(booking: Booking, *, after: timedelta = timedelta(0)) -> str:
    return (booking.starts_at + after).astimezone(BERLIN).strftime("%H:%M")
