"""What a customer types never becomes a link, markup or somebody else's message."""

from __future__ import annotations

import pytest

from terminbuch.mail.invitations import calendar
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.mail.rendering import html, plain
from terminbuch.mail.voices import name_to_say

from .cases import CASES
from .rows import MONDAY_NOON, a_booking, a_delivery, anna

TO_CUSTOMERS = [kind for kind in CASES if not kind.startswith("resource_")]
EVIL = "**[Click](http://evil.example)** <b>x</b>"


@pytest.mark.parametrize(
    "name",
    [
        "Maria Weber",
        "Dr. J. R. Weber",
        "St. Anna",
        "O'Neill-Müller",
        "Łukasz 🌷",
        "李小龍",
        "Ann-Kathrin (Mama)",
    ],
)
def test_names_are_said(name: str) -> None:
    assert name_to_say(name) == name


@pytest.mark.parametrize(
    "name",
    [
        EVIL,
        "evil.example",
        "Gewinn: www.x",
        "a@b",
        "evil。example",
        "Ruf 0900 12345",
        "HTTPS://x",
        "1-2-3-4-5",
    ],
)
def test_what_reads_like_a_link_is_no_name(name: str) -> None:
    assert name_to_say(name) == ""


@pytest.mark.parametrize("kind", TO_CUSTOMERS)
def test_no_mail_to_the_typed_address_carries_typed_text_but_a_name(kind: str) -> None:
    typed = a_booking(
        name=EVIL, note="http://evil.example/note", phone="+49 900 666", answers=[["x", "evil.example"]]
    )
    told = occasion(a_delivery(kind, booking=typed), now=MONDAY_NOON)
    entry = calendar(told, address="termine@terminbuch.example")

    parts = [plain(letter(told)), html(letter(told)), entry.text if entry else ""]

    assert [part for part in parts if "evil" in part or "900 666" in part] == []


def test_markup_in_a_name_stays_text() -> None:
    told = occasion(
        a_delivery("booking_confirmed", booking=a_booking(name="<b>Bob</b> _x_")), now=MONDAY_NOON
    )

    assert "&lt;b&gt;Bob&lt;/b&gt; _x_" in html(letter(told))
    assert "<b>Bob" not in html(letter(told))


def test_the_resource_reads_the_note_as_a_quotation_without_links() -> None:
    note = "Siehe http://evil.example\n<img src=x onerror=alert(1)>"
    told = occasion(
        a_delivery("resource_new", booking=a_booking(note=note), resource=anna()), now=MONDAY_NOON
    )

    page = html(letter(told))

    assert "> Siehe http://evil.example\n> <img src=x onerror=alert(1)>" in plain(letter(told))
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert 'href="http://evil.example' not in page
