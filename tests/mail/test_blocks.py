"""Bookings without a service or without a customer, as the resource reads them; and never the customer."""

from __future__ import annotations

import pytest

from terminbuch.mail.invitations import calendar
from terminbuch.mail.letter import Row
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import Occasion, occasion
from terminbuch.mail.rendering import html, plain
from terminbuch.models import Booking

from .cases import CASES
from .reading import slip_of, spaced, written
from .rows import MONDAY_NOON, MOVED_TO_FRIDAY, a_booking, a_delivery, anna

TO_CUSTOMERS = [kind for kind in CASES if not kind.startswith("resource_")]
NOBODY = {"name": "", "email": "", "phone": "", "note": "", "answers": []}


def a_block(note: str = "Fenster werden\ngeputzt") -> Booking:
    return a_booking(service=None, staff_note=note, **NOBODY)


def told_of(booking: Booking, kind: str = "resource_new") -> Occasion:
    return occasion(a_delivery(kind, booking=booking, resource=anna()), now=MONDAY_NOON)


def summary(told: Occasion) -> str:
    entry = calendar(told, address="termine@terminbuch.example")
    assert entry is not None
    [line] = [line for line in entry.text.splitlines() if line.startswith("SUMMARY:")]
    return line.removeprefix("SUMMARY:")


def test_a_block_says_what_it_is_for() -> None:
    news = letter(told_of(a_block()))

    assert (spaced(news.subject), news.heading, news.greeting[1], news.preview) == (
        "Gesperrt: Mi, 25. November, 10:15 Uhr",
        "Eine Zeit ist gesperrt",
        "diese Zeit kann bei Ihnen niemand buchen.",
        "Gesperrt: Fenster werden geputzt bei Anna",
    )
    assert [Row(row.label, spaced(row.value)) for row in slip_of(news).rows] == [
        Row("Gesperrt", "Fenster werden geputzt, 45 Min."),
        Row("Bei", "Anna"),
        Row("Ort", "Lindenstraße 12, 10969 Berlin"),
        Row("Nummer", "A 4 7 1 9"),
    ]
    assert news.quote is None


def test_a_block_is_lifted() -> None:
    news = letter(told_of(a_block(), "resource_cancelled"))

    assert (spaced(news.subject), news.heading, news.greeting[1], slip_of(news).is_off) == (
        "Nicht mehr gesperrt: Mi, 25. November, 10:15 Uhr",
        "Eine Zeit ist nicht mehr gesperrt",
        "diese Zeit muss nicht mehr frei bleiben.",
        True,
    )


@pytest.mark.parametrize(
    ("note", "expected"),
    [("Fenster werden\ngeputzt", "Gesperrt: Fenster werden geputzt"), ("", "Gesperrt")],
)
def test_in_the_calendar_a_block_says_the_same(note: str, expected: str) -> None:
    assert summary(told_of(a_block(note))) == expected


def test_a_block_without_a_note_says_how_long_it_is() -> None:
    assert spaced(slip_of(letter(told_of(a_block("")))).rows[0].value) == "45 Min."


def test_a_booking_without_a_customer_says_so() -> None:
    told = told_of(a_booking(staff_note="Kommt vielleicht", **NOBODY))

    assert Row("Name", "Ohne Kunde") in slip_of(letter(told)).rows
    assert summary(told) == "Schneiden & Föhnen\\, Ohne Kunde"
    assert "Kommt vielleicht" not in plain(letter(told))


def test_an_appointment_without_a_service_has_its_note_and_its_customer() -> None:
    told = told_of(a_booking(service=None, staff_note="Perücke anpassen"))

    rows = {row.label: spaced(row.value) for row in slip_of(letter(told)).rows}
    assert (rows["Termin"], rows["Name"]) == ("Perücke anpassen, 45 Min.", "Maria Weber")
    assert summary(told) == "Perücke anpassen\\, Maria Weber"


@pytest.mark.parametrize("has_service", [True, False])
@pytest.mark.parametrize("kind", TO_CUSTOMERS)
def test_no_customer_reads_what_staff_noted(kind: str, has_service: bool) -> None:
    booking = a_booking(staff_note="Zahlt spät", **({} if has_service else {"service": None}))
    told = occasion(a_delivery(kind, booking=booking, **CASES[kind][1]), now=MONDAY_NOON)
    entry = calendar(told, address="termine@terminbuch.example")

    parts = [plain(letter(told)), html(letter(told)), entry.text if entry else ""]

    assert [part for part in parts if "Zahlt" in part] == []


def test_a_moved_block_is_a_booking_that_was_moved() -> None:
    news = written(a_delivery("resource_moved", booking=a_block(), resource=anna(), **MOVED_TO_FRIDAY))

    assert spaced(news.subject) == "Verschoben auf Fr, 27. November, 14:30 Uhr"
    assert slip_of(news).rows[0].label == "Gesperrt"
