"""The text that calendar programs subscribe to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from terminbuch.ical.published import published
from terminbuch.ical.seen import Entry

CUT = Entry(
    marker="0f3c", uid="0f3c-0@terminbuch", generation=0, sequence=2,
    starts_at=datetime(2026, 11, 23, 8, tzinfo=UTC), ends_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    summary="Schneiden, Anna", written_at=datetime(2026, 11, 22, 17, tzinfo=UTC),
)  # fmt: skip


def lines(text: bytes) -> list[str]:
    return text.decode().split("\r\n")


def test_a_program_reads_who_publishes_it_and_how_often_it_may_come_again() -> None:
    assert lines(published("Salon\nAnna: Ben", [], minutes=15)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Terminbuch//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Salon Anna: Ben",
        "X-WR-CALNAME:Salon Anna: Ben",
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
        "X-PUBLISHED-TTL:PT15M",
        "END:VCALENDAR",
        "",
    ]


def test_each_entry_is_an_event_with_our_marker() -> None:
    text = lines(published("Ben", [CUT, replace(CUT, is_tentative=True)], minutes=15))

    assert [line for line in text if line.startswith(("UID", "DTSTART", "DTEND", "X-TERM", "STATUS"))] == [
        *("DTSTART:20261123T080000Z", "DTEND:20261123T090000Z", "UID:0f3c-0@terminbuch"),
        *("STATUS:CONFIRMED", "X-TERMINBUCH-BOOKING:0f3c"),
        *("DTSTART:20261123T080000Z", "DTEND:20261123T090000Z", "UID:0f3c-0@terminbuch"),
        *("STATUS:TENTATIVE", "X-TERMINBUCH-BOOKING:0f3c"),
    ]


def test_the_same_entries_are_the_same_text() -> None:
    assert published("Ben", [CUT], minutes=15) == published("Ben", [CUT], minutes=15)
