"""The morning when Ben is ill: three presses, a plan, one press that sends it, and customers who answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from terminbuch.models import Absence, Booking, Case, Resource
from tests.builders import BERLIN

from .conftest import OpenPage
from .keyboard import Keyboard
from .salon import Salon, manage_address
from .steps import heading

CALENDAR = "/-/staff/salon-anna/"
PHONE, DESK = 390, 1280


@dataclass(frozen=True)
class Words:
    language: str
    absence: str
    enter: str
    today: str
    """What the board says of an absence of today."""
    is_ill: str
    send: re.Pattern[str]
    waiting: str
    agreed: str
    take: str
    moved: str


DE = Words(
    "de", "Abwesenheit", "Eintragen und Plan ansehen", "Ben ist heute krank.", "Ben ist krank.",
    re.compile("Umbuchung(en)? senden"), "Wartet auf Antwort bis", "Neu vereinbart:",
    "Auf diese Zeit verschieben", "Ihr Termin ist verschoben.",
)  # fmt: skip
EN = Words(
    "en", "Absence", "Enter and see the plan", "Ben is ill today.", "Ben is ill.",
    re.compile("Send . changes?"), "Waits for an answer until", "Agreed anew:",
    "Move to this time", "Your appointment has been moved.",
)  # fmt: skip


@dataclass
class Thumb:
    """Presses, and counts them."""

    page: Page
    presses: list[str] = field(default_factory=list)

    def press(self, target: Locator) -> None:
        self.presses.append(target.inner_text())
        target.click()


def at(page: Page, words: Words, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{CALENDAR}?lang={words.language}")
    return page


def absent(salon: Salon) -> Resource | None:
    return Absence.objects.of(salon.organisation).get().resource


@pytest.mark.parametrize(("words", "width"), [(DE, PHONE), (EN, DESK)], ids=["de-390", "en-1280"])
def test_three_presses_enter_that_somebody_is_ill_today(clara: Page, salon: Salon, words: Words, width: int):
    page = at(clara, words, width)
    thumb, window = Thumb(page), page.get_by_role("dialog")

    thumb.press(page.get_by_role("main").get_by_role("link", name=words.absence, exact=True))
    thumb.press(window.locator("label").filter(has_text="Ben"))
    thumb.press(window.get_by_role("button", name=words.enter))

    expect(heading(page)).to_contain_text(words.today)
    assert len(thumb.presses) == 3
    assert absent(salon) == salon.resource("ben")


@pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
def test_the_keyboard_alone_is_enough(clara: Page, salon: Salon, words: Words):
    page = at(clara, words, DESK)
    hands, window = Keyboard(page), page.get_by_role("dialog")

    hands.press("a")
    expect(window).to_be_visible()
    hands.press("ArrowRight")
    expect(window.get_by_role("radio", name="Ben")).to_be_checked()
    hands.tab_to(window.get_by_role("button", name=words.enter))
    hands.press("Enter")

    expect(heading(page)).to_contain_text(words.today)
    assert absent(salon) == salon.resource("ben")


def test_the_window_closes_with_escape_and_nothing_is_entered(clara: Page, salon: Salon):
    page = at(clara, DE, DESK)
    opener = page.get_by_role("main").get_by_role("link", name="Abwesenheit", exact=True)
    opener.click()
    page.get_by_role("dialog").locator("label").filter(has_text="Ben").click()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    assert not Absence.objects.of(salon.organisation).exists()


def test_the_number_of_affected_bookings_follows_the_choice(clara: Page, salon: Salon):
    _booked(salon, "Berta")
    page = at(clara, DE, PHONE)
    page.get_by_role("main").get_by_role("link", name="Abwesenheit", exact=True).click()
    window = page.get_by_role("dialog")

    window.locator("label").filter(has_text="Anna").click()
    window.locator("label").filter(has_text="Bis auf Weiteres").click()
    expect(window).to_contain_text("Keine Buchung ist betroffen.")
    window.locator("label").filter(has_text="Ben").click()

    expect(window).to_contain_text("1 Buchung ist betroffen.")


@pytest.mark.parametrize(("words", "width"), [(DE, PHONE), (EN, DESK)], ids=["de-390", "en-1280"])
def test_the_customer_answers_and_the_board_shows_it_by_itself(
    clara: Page, open_page: OpenPage, salon: Salon, words: Words, width: int
):
    booking = _booked(salon, "Berta")
    _occupy_everybody_else(salon, booking)
    page = _board(clara, words, width)
    page.get_by_role("button", name=words.send).click()
    expect(page.get_by_role("main")).to_contain_text(words.waiting)

    customer = open_page(language=words.language, width=width)
    customer.goto(f"{manage_address(booking)}offers/")
    customer.get_by_role("radio").nth(1).check(force=True)
    customer.get_by_role("button", name=words.take).click()
    expect(heading(customer)).to_have_text(words.moved)

    expect(page.get_by_role("main")).to_contain_text(words.agreed)
    assert Case.objects.of(salon.organisation).get(booking=booking).state == "moved"


def test_what_is_unticked_is_not_sent_and_not_counted(clara: Page, salon: Salon):
    first, second = _booked(salon, "Berta"), _booked(salon, "Emma", hours=4)
    page = _board(clara, DE, PHONE)
    expect(page.get_by_role("button", name="2 Umbuchungen senden")).to_be_visible()

    page.get_by_role("checkbox", name=re.compile("Senden.*Emma")).uncheck()
    page.get_by_role("button", name="1 Umbuchung senden").click()

    expect(page.get_by_role("status")).to_contain_text("1 gesendet.")
    states = [Case.objects.of(salon.organisation).get(booking=each).state for each in (first, second)]
    assert states == ["kept", "planned"]


def test_staff_chooses_something_else_with_the_keyboard_alone(clara: Page, salon: Salon):
    booking = _booked(salon, "Berta")
    page = _board(clara, DE, DESK)
    hands, window = Keyboard(page), page.get_by_role("dialog")

    hands.tab_to(page.get_by_role("link", name=re.compile("Ändern.*Berta")))
    hands.press("Enter")
    expect(window).to_be_visible()
    hands.tab_to(window.get_by_role("radio", checked=True))
    hands.press("ArrowUp", "ArrowUp")
    expect(window.get_by_role("radio", name="Anrufen")).to_be_checked()
    hands.tab_to(window.get_by_role("button", name="Übernehmen"))
    hands.press("Enter")

    expect(page.get_by_role("main")).to_contain_text("Bitte anrufen")
    assert Case.objects.of(salon.organisation).get(booking=booking).proposal["kind"] == "phone"


def _board(page: Page, words: Words, width: int) -> Page:
    """Ben is ill until further notice."""
    at(page, words, width)
    page.get_by_role("main").get_by_role("link", name=words.absence, exact=True).click()
    window = page.get_by_role("dialog")
    window.locator("label").filter(has_text="Ben").click()
    window.locator('label:has([value="open"])').click()
    window.get_by_role("button", name=words.enter).click()
    expect(heading(page)).to_contain_text(words.is_ill)
    return page


def _booked(salon: Salon, who: str, *, hours: int = 0) -> Booking:
    """With Ben, in the morning of a day on which everybody works."""
    today = timezone.localtime(timezone=BERLIN).replace(hour=10, minute=0, second=0, microsecond=0)
    wednesday = today + timedelta(days=3 + (2 - today.weekday() - 3) % 7, hours=hours)
    return salon.booking(at=wednesday, who=who, resource_id=salon.resource("ben").pk)


def _occupy_everybody_else(salon: Salon, booking: Booking) -> None:
    for slug in ("anna", "clara"):
        salon.booking(at=booking.starts_at, who=slug.title(), resource_id=salon.resource(slug).pk)
