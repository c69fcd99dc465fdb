"""Something arrives in Anna's own calendar over an appointment: Clara sees both sides and decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from terminbuch.actions.outside.settling import settle_all
from terminbuch.models import Booking, BusyTime

from .conflict_states import CONFLICTS, dentist_over
from .conftest import SitDown
from .desk import book, people
from .keyboard import Keyboard
from .salon import Salon
from .steps import heading

TASKS = "/-/staff/salon-anna/tasks/"
HALF = timedelta(minutes=30)


@pytest.fixture
def berta(salon: Salon) -> Booking:
    return book(salon, "10:00")


@pytest.fixture
def dentist(salon: Salon, berta: Booking) -> BusyTime:
    return dentist_over(berta, salon)


def see(page: Page, sentence: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(sentence)


def test_the_assistant_finds_another_way_and_the_conflict_is_over(
    sit_down: SitDown, dentist: BusyTime, berta: Booking
):
    page = sit_down().page
    page.goto(TASKS)

    page.get_by_role("link", name="1 Konflikt mit einem Kalender ist zu entscheiden").click()
    see(page, "„Privat“ (Anna): ")
    page.get_by_role("button", name="Andere Zeiten anbieten").click()
    expect(heading(page)).to_contain_text("Anna: Im Kalender steht etwas anderes.")
    page.get_by_role("button", name="Umbuchung senden").click()
    expect(page.get_by_role("status")).to_contain_text("gesendet")
    settle_all(timezone.now())

    page.goto(CONFLICTS)
    see(page, "Kein Konflikt ist offen.")
    see(page, "Von selbst erledigt")
    assert people(berta) != ["Anna"]


def test_what_does_not_count_is_said_with_the_keyboard_and_taken_back(sit_down: SitDown, dentist: BusyTime):
    page = sit_down().page
    page.goto(CONFLICTS)
    keys = Keyboard(page)

    keys.tab_to(page.get_by_role("button", name="Zählt nicht"))
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Es zählt nicht und sperrt keine Zeit mehr.")
    dentist.refresh_from_db()
    assert not dentist.blocks

    keys.tab_to(page.get_by_role("button", name="Rückgängig"))
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Es ist wieder zu entscheiden.")
    dentist.refresh_from_db()
    assert dentist.blocks


def test_a_minute_tells_whose_calendar_blocks_it_also_on_a_phone(
    sit_down: SitDown, dentist: BusyTime, berta: Booking
):
    page = sit_down(width=390).page
    page.goto("/-/staff/salon-anna/")

    page.get_by_role("link", name="Was sperrt diese Minute?").click()
    page.get_by_label("Wer oder was").select_option(label="Anna")
    page.get_by_label("Tag", exact=True).fill(f"{timezone.localtime(berta.starts_at):%Y-%m-%d}")
    page.get_by_label("Zeit").fill("10:40")
    page.get_by_role("button", name="Nachsehen").click()

    expect(page.get_by_role("heading", level=2)).to_contain_text("Anna ist nicht frei:")
    see(page, "Im Kalender „Privat“ belegt")
