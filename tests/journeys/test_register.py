"""Clara enters a customer by keyboard alone, and makes one entry of two."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from .keyboard import Keyboard
from .register_states import REGISTER, berta_twice
from .salon import Salon


def test_a_customer_is_entered_by_keyboard(clara: Page, salon: Salon) -> None:
    clara.goto(REGISTER)
    hands = Keyboard(clara)

    hands.tab_to(clara.get_by_role("link", name="Neuer Kunde"))
    hands.press("Enter")
    expect(clara.get_by_role("heading", level=1)).to_have_text("Neuer Kunde")
    hands.write(clara.get_by_label("Name"), "Zoe Vogt")
    hands.press("Enter")

    expect(clara.get_by_role("heading", level=1)).to_have_text("Zoe Vogt")
    expect(clara.get_by_role("status")).to_contain_text("Zoe Vogt ist angelegt.")


def test_two_entries_become_one_after_a_question(clara: Page, salon: Salon) -> None:
    clara.goto(f"{REGISTER}{berta_twice(salon).uid}/")

    clara.get_by_role("link", name="Zusammenführen: Berta").click()
    window = clara.get_by_role("dialog", name=re.compile("zusammenführen"))
    expect(window.get_by_role("link", name="Schließen, nichts ändern")).to_be_focused()
    window.get_by_role("button", name="Zusammenführen").click()

    expect(clara.get_by_role("status")).to_contain_text("Beide Einträge sind jetzt einer.")
    expect(clara.get_by_role("link", name="030 1234567")).to_be_visible()


def test_closing_the_question_merges_nobody(clara: Page, salon: Salon) -> None:
    clara.goto(f"{REGISTER}{berta_twice(salon).uid}/")
    way = clara.get_by_role("link", name="Zusammenführen: Berta")

    way.click()
    expect(clara.get_by_role("dialog")).to_be_visible()
    clara.keyboard.press("Escape")

    expect(clara.get_by_role("dialog")).to_have_count(0)
    expect(way).to_be_focused()
