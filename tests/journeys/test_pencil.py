"""The pencil: everything about an appointment is changed in one window and one step (S25, S27 to S31)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from terminbuch.actions import booking as deeds
from terminbuch.models import Absence, Booking, Member
from tests.builders import as_it_is, staff
from tests.reading import everything, log_of

from .conftest import SitDown
from .desk import (
    A_WEEK,
    Desk,
    a_request_by_hand,
    book,
    clock_of,
    enter,
    for_berta,
    let_grace_pass,
    people,
    told_since,
    wednesday,
)
from .keyboard import Keyboard
from .post import Post
from .salon import Salon
from .staff_words import BOTH, CROSSED, DE, EN, Seat, seat_name


@pytest.mark.parametrize("origin", ["online", "by_hand"])
@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_by_mouse_somebody_else_serves_it_at_another_time(
    sit_down: SitDown, salon: Salon, post: Post, seat: Seat, origin: str
):
    """S27, S28, S30, S31: with the box, the old and the new resource get one mail each with old and new."""
    desk, words = sit_down(*seat), seat[0]
    booking = _agreed(desk, origin)
    desk.open_day()
    opened = timezone.now()

    desk.in_grid("Berta").click()
    desk.page.get_by_role("link", name=words.pencil).click()
    expect(desk.window.get_by_role("radio", name="Anna")).to_be_checked()
    expect(desk.window.get_by_text(words.planned)).to_be_visible()
    desk.field(words.start).fill("15:00")
    desk.field(words.start).press("Tab")
    desk.window.get_by_role("radio", name="Ben").check()
    expect(desk.window.locator(".change")).to_contain_text("15:00, Ben" if words is EN else "15:00 Uhr, Ben")
    expect(desk.window.get_by_role("checkbox", name=words.tell_resource)).to_be_checked()
    desk.button(words.save).click()

    expect(desk.said).to_contain_text(words.saved)
    assert _stands(salon, booking) == ("15:00", ["Ben"], 2)
    assert salon.is_free(wednesday("10:00"))
    assert told_since(booking, opened) == {
        ("booking_moved", "berta@example.org"),
        ("resource_moved", "anna@example.org"),
        ("resource_moved", "ben@example.org"),
    }
    let_grace_pass(salon)
    for address in ("anna@example.org", "ben@example.org"):
        letter = post.to(address)[-1].get_body(("plain",))
        assert letter is not None
        assert {"10:00", "15:00", "Anna", "Ben"} <= _said_in(letter.get_content())


@pytest.mark.parametrize(
    ("seat", "origin"), [(BOTH[0], "by_hand"), (BOTH[1], "online")], ids=["de-1280", "en-390"]
)
def test_by_keyboard_it_is_moved_and_only_the_customer_hears_of_it(
    sit_down: SitDown, salon: Salon, post: Post, seat: Seat, origin: str
):
    """S28, S31: without the box no resource gets a mail; the customer reads a sentence of the business."""
    desk, words = sit_down(*seat), seat[0]
    booking = _agreed(desk, origin)
    desk.open_day()
    opened, hands = timezone.now(), Keyboard(desk.page)

    hands.tab_to(desk.in_grid("Berta"))
    hands.press("Enter")
    expect(desk.page.get_by_role("heading", level=2, name="Berta")).to_be_focused()
    hands.press("e")
    expect(desk.field(words.service)).to_be_focused()
    hands.tab_to(desk.field(words.start))
    hands.press("Control+a")
    desk.page.keyboard.type("14:00")
    hands.tab_to(desk.window.get_by_role("checkbox", name=words.tell_resource))
    hands.press("Space")
    hands.write(desk.window.get_by_label(words.sentence), "Der Strom war weg.")
    hands.tab_to(desk.button(words.save))
    hands.press("Enter")

    expect(desk.said).to_contain_text(words.saved)
    expect(desk.said).to_be_focused()
    assert _stands(salon, booking) == ("14:00", ["Anna"], 2)
    assert told_since(booking, opened) == {("booking_moved", "berta@example.org")}
    let_grace_pass(salon)
    letter = post.to("berta@example.org")[-1].get_body(("plain",))
    assert letter is not None
    assert "Der Strom war weg." in letter.get_content()


def test_closing_the_window_changes_nothing(sit_down: SitDown, salon: Salon):
    """S29"""
    book(salon)
    desk = sit_down()
    desk.open_day()
    before = everything(salon.organisation)

    desk.in_grid("Berta").click()
    desk.page.get_by_role("link", name=DE.pencil).click()
    desk.field(DE.start).fill("15:00")
    desk.field(DE.start).press("Tab")
    desk.window.get_by_role("radio", name="Ben").check()
    expect(desk.window.locator(".change")).to_contain_text("15:00 Uhr, Ben")
    desk.window.get_by_role("link", name=DE.close).click()

    expect(desk.window).to_have_count(0)
    expect(desk.page.get_by_role("link", name=DE.pencil)).to_be_focused()
    assert everything(salon.organisation) == before


def test_whoever_cannot_serve_it_is_shown_with_the_reason(sit_down: SitDown, salon: Salon):
    """S30: only qualified and free resources can be chosen."""
    book(salon)
    book(salon, who="Emma", person="ben")
    fields = {"organisation": salon.organisation, "resource": salon.resource("clara")}
    Absence.objects.create(
        **fields, kind="holiday", starts_at=wednesday(), ends_at=wednesday() + timedelta(days=1)
    )
    desk = sit_down()
    desk.open_day()

    desk.in_grid("Berta").click()
    desk.page.get_by_role("link", name=DE.pencil).click()

    lines = desk.window.locator('[data-part="serving"] .resource-option')
    expect(lines.first).to_be_visible()
    said = [
        (line.locator("> span").last.inner_text().split("\n"), line.locator("input").is_disabled())
        for line in lines.all()
    ]
    assert said == [
        (["Anna", "Frei, bisher eingeplant"], False),
        (["Ben", "Um 10:00\xa0Uhr gebucht (Emma)"], True),
        (["Clara", "Im Urlaub"], False),
        (["Raum 1", "Nicht nötig für diese Leistung"], True),
        (["Kursraum", "Nicht nötig für diese Leistung"], True),
    ]


@pytest.mark.parametrize("seat", CROSSED, ids=seat_name)
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(sit_down: SitDown, salon: Salon, seat: Seat):
    """Both versions are shown; the window can be loaded again."""
    booking = book(salon)
    desk, words = sit_down(*seat), seat[0]
    desk.open_day()
    desk.in_grid("Berta").click()
    desk.page.get_by_role("link", name=words.pencil).click()
    desk.field(words.start).fill("15:00")
    request = as_it_is(booking, starts_at=wednesday("14:00"))
    deeds.edit(booking.pk, request, version=1, by=staff(desk.member), now=timezone.now())

    desk.button(words.save).click()

    alert = desk.window.get_by_role("alert")
    expect(alert).to_contain_text(words.changed)
    expect(alert).to_contain_text("14:00")
    expect(alert).to_contain_text("15:00")
    assert _stands(salon, booking) == ("14:00", ["Anna"], 2)
    alert.get_by_role("link", name=words.load_again).click()
    expect(desk.field(words.start)).to_have_value("14:00")


def test_staff_is_bound_to_no_deadline(sit_down: SitDown, salon: Salon, manager: Member):
    """S25: an appointment that should have begun a week ago is moved as every other."""
    late = a_request_by_hand(salon)
    booking = enter(salon, manager, late, starts_at=wednesday("10:00") - 2 * A_WEEK, customer=for_berta())
    desk = sit_down()

    desk.page.goto(f"/-/staff/salon-anna/bookings/{booking.uid}/")
    desk.page.get_by_role("link", name=DE.pencil).click()
    desk.field(DE.date).fill(f"{wednesday():%Y-%m-%d}")
    desk.button(DE.save).click()

    expect(desk.said).to_contain_text(DE.saved)
    booking.refresh_from_db()
    assert booking.starts_at == wednesday("10:00")
    assert [what for what, _actor, _source in log_of(booking)] == ["entered", "edited"]


def _agreed(desk: Desk, origin: str) -> Booking:
    if origin == "online":
        return book(desk.salon)
    return enter(desk.salon, desk.member, a_request_by_hand(desk.salon), customer=for_berta())


def _stands(salon: Salon, booking: Booking) -> tuple[str, list[str], int]:
    fresh = Booking.objects.of(salon.organisation).get(pk=booking.pk)
    return clock_of(fresh), people(fresh), fresh.version


def _said_in(letter: str) -> set[str]:
    return {word.strip(",.:()") for word in letter.replace("\xa0", " ").split()}
