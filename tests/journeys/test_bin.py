"""The bin: what is said before, who hears of it, and who must be told by a person (S27, S35 to S39)."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from terminbuch.actions.asking import NewCustomer
from terminbuch.models import Booking, Member, Task

from .conftest import SitDown
from .desk import Desk, a_request_by_hand, book, enter, for_berta, told_since, wednesday
from .keyboard import Keyboard
from .post import Post
from .salon import Salon
from .staff_words import BOTH, DE, Seat, seat_name

CUSTOMER_TOLD = ("booking_cancelled", "berta@example.org")
RESOURCE_TOLD = ("resource_cancelled", "anna@example.org")


@pytest.mark.parametrize(
    ("origin", "told"), [("online", {CUSTOMER_TOLD, RESOURCE_TOLD}), ("by_hand", {CUSTOMER_TOLD})]
)
@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_by_mouse_the_customer_is_mailed_always_and_the_resource_by_its_box(
    sit_down: SitDown, post: Post, seat: Seat, origin: str, told: set[tuple[str, str]]
):
    """S27, S35, S36, S37: nothing is cancelled before the last press."""
    desk, words = sit_down(*seat), seat[0]
    salon, by_hand = desk.salon, a_request_by_hand(desk.salon)
    booking = book(salon) if origin == "online" else enter(salon, desk.member, by_hand, customer=for_berta())
    desk.open_day()
    opened = timezone.now()

    desk.in_grid("Berta").click()
    desk.page.get_by_role("link", name=words.bin).click()
    expect(desk.window).to_contain_text(words.gets_cancellation)
    expect(desk.window.get_by_role("link", name=words.keep)).to_be_focused()
    box = desk.window.get_by_role("checkbox", name=words.mail_resource)
    expect(box).not_to_be_checked()
    box.set_checked(RESOURCE_TOLD in told)
    desk.window.get_by_label(words.sentence).fill("Der Strom ist weg.")
    assert _status(salon, booking) == "confirmed"
    desk.button(words.bin).click()

    expect(desk.said).to_contain_text(words.cancelled)
    assert (_status(salon, booking), told_since(booking, opened)) == ("cancelled", told)
    assert salon.is_free(wednesday("10:00"))
    letter = post.to("berta@example.org")[-1]
    assert "Der Strom ist weg." in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    calendar = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "CANCEL"


@pytest.mark.parametrize("seat", BOTH, ids=seat_name)
def test_by_keyboard_without_customer_a_task_says_that_somebody_must_be_told(
    sit_down: SitDown, salon: Salon, manager: Member, seat: Seat
):
    """S38, S39: said before, no mail, no error; the task carries the name of who ticked it off."""
    booking = enter(salon, manager, a_request_by_hand(salon))
    desk, words = sit_down(*seat), seat[0]
    desk.open_day()
    opened, hands = timezone.now(), Keyboard(desk.page)

    hands.tab_to(desk.in_grid(words.without_customer))
    hands.press("Delete")
    keep = desk.window.get_by_role("link", name=words.keep)
    expect(keep).to_be_focused()
    expect(desk.window).to_contain_text(words.nobody_mailed)
    hands.press("Enter")
    expect(desk.window).to_have_count(0)
    assert _status(salon, booking) == "confirmed"
    hands.tab_to(desk.in_grid(words.without_customer))
    hands.press("Delete")
    expect(keep).to_be_focused()
    hands.press("Shift+Tab")
    expect(desk.button(words.bin)).to_be_focused()
    hands.press("Enter")

    expect(desk.said).to_contain_text(f"{words.cancelled} {words.nobody_hears}")
    assert (_status(salon, booking), told_since(booking, opened)) == ("cancelled", set())
    _tick_off(desk, hands)


def test_without_an_address_the_window_says_so_and_the_task_has_the_number(
    sit_down: SitDown, salon: Salon, manager: Member
):
    """S38, S39: with customer, but without e-mail."""
    frieda = NewCustomer("Frieda Funk", phone="030 7654321")
    booking = enter(salon, manager, a_request_by_hand(salon), customer=frieda)
    desk = sit_down()
    desk.open_day()

    desk.in_grid("Frieda Funk").click()
    desk.page.get_by_role("link", name=DE.bin).click()
    expect(desk.window).to_contain_text("Von Frieda Funk ist keine E-Mail-Adresse hinterlegt.")
    desk.button(DE.bin).click()
    expect(desk.said).to_contain_text(f"{DE.cancelled} {DE.nobody_hears}")

    desk.page.get_by_role("link", name=DE.tasks).click()
    case = desk.page.get_by_role("listitem").filter(has_text="Frieda Funk")
    expect(case).to_contain_text(DE.phone_task)
    expect(case.get_by_role("link", name="030 7654321")).to_have_attribute("href", "tel:0307654321")
    assert [(row.kind, row.about) for row in _tasks(salon, booking)] == [("phone", "cancelled")]


def test_a_move_without_customer_says_so_too_and_leaves_the_task(
    sit_down: SitDown, salon: Salon, manager: Member
):
    """S38, S39: moving as cancelling."""
    booking = enter(salon, manager, a_request_by_hand(salon))
    desk = sit_down()
    desk.open_day()

    desk.in_grid(DE.without_customer).click()
    desk.page.get_by_role("link", name=DE.pencil).click()
    expect(desk.window).to_contain_text(DE.nobody_mailed)
    desk.field(DE.start).fill("14:00")
    desk.button(DE.save).click()

    expect(desk.said).to_contain_text(DE.saved)
    assert [(row.kind, row.about) for row in _tasks(salon, booking)] == [("phone", "moved")]


def _tick_off(desk: Desk, hands: Keyboard) -> None:
    words = desk.words
    hands.tab_to(desk.page.get_by_role("link", name=words.tasks))
    hands.press("Enter")
    expect(desk.page.get_by_text(words.phone_task)).to_be_visible()
    hands.tab_to(desk.page.get_by_role("button", name=re.compile(f"^{words.done}")))
    hands.press("Enter")
    expect(desk.page.get_by_text(words.called)).to_be_visible()
    expect(desk.page.get_by_role("listitem").filter(has_text=words.called)).to_contain_text("Clara Neumann")
    (task,) = Task.objects.of(desk.salon.organisation)
    assert (task.about, task.done_by) == ("cancelled", Member.objects.of(desk.salon.organisation).get())


def _status(salon: Salon, booking: Booking) -> str:
    return Booking.objects.of(salon.organisation).get(pk=booking.pk).status


def _tasks(salon: Salon, booking: Booking) -> list[Task]:
    return list(Task.objects.of(salon.organisation).filter(booking=booking))
