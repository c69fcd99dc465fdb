"""The calendar part, read by a library that did not write it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from terminbuch.mail.invitations import calendar
from terminbuch.mail.occasion import occasion

from .cases import CASES, delivery_of
from .rows import (
    BOOKING,
    MONDAY_NOON,
    MOVED_TO_FRIDAY,
    WEDNESDAY_10_15,
    WEDNESDAY_11,
    a_booking,
    a_delivery,
    anna,
)

OURS = "termine@terminbuch.example"
REASSIGNED: dict[str, Any] = MOVED_TO_FRIDAY | {
    "starts_at": WEDNESDAY_10_15, "ends_at": WEDNESDAY_11, "people": ["Ben"],
}  # fmt: skip


def entry_of(delivery: Any) -> Calendar:
    part = calendar(occasion(delivery, now=MONDAY_NOON), address=OURS)
    assert part is not None
    read = IcsCalendarStream.calendar_from_ics(part.text)
    assert read.method == part.method
    return read


def method_of(delivery: Any) -> str | None:
    part = calendar(occasion(delivery, now=MONDAY_NOON), address=OURS)
    return None if part is None else part.method


def test_the_customer_s_invitation() -> None:
    [event] = entry_of(delivery_of("booking_confirmed")).events

    assert (event.uid, event.sequence, event.status) == (str(BOOKING), 0, "CONFIRMED")
    assert (event.dtstart, event.dtend) == (
        datetime(2026, 11, 25, 9, 15, tzinfo=UTC),
        datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    )
    assert (event.summary, event.location) == (
        "Schneiden & Föhnen, Salon Anna",
        "Lindenstraße 12, 10969 Berlin",
    )
    assert event.description == (
        "Bei Anna\n030 1234567\nZum Ändern oder Absagen nehmen Sie bitte den Knopf in unserer E-Mail."
    )
    assert event.organizer is not None
    assert (event.organizer.uri, event.organizer.common_name) == (
        "mailto:termine@terminbuch.example",
        "Salon Anna",
    )
    [attendee] = event.attendees
    assert (attendee.uri, attendee.common_name) == ("mailto:maria.weber@example.org", "Maria Weber")
    assert (attendee.status, attendee.rsvp) == ("ACCEPTED", False)


def test_the_resource_s_invitation_says_who_comes() -> None:
    [event] = entry_of(delivery_of("resource_new", "en")).events

    assert (event.uid, event.summary) == (str(BOOKING), "Cut & blow-dry, Maria Weber")
    assert event.description == "0170 5551234\nBitte etwas kürzer als letztes Mal.\nDanke!"
    assert [attendee.uri for attendee in event.attendees] == ["mailto:anna@salon-anna.example"]


def test_moved_twice_and_cancelled_it_is_one_entry_with_rising_sequence() -> None:
    deliveries = [
        a_delivery("booking_confirmed", sequence=0),
        a_delivery("booking_moved", **MOVED_TO_FRIDAY | {"sequence": 1}),
        a_delivery("booking_moved", **MOVED_TO_FRIDAY | {"sequence": 2}),
        a_delivery("booking_cancelled", sequence=3, invited=True),
    ]

    read = [entry_of(delivery) for delivery in deliveries]

    assert [entry.method for entry in read] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert {entry.events[0].uid for entry in read} == {str(BOOKING)}
    assert [entry.events[0].sequence for entry in read] == [0, 1, 2, 3]
    assert {str(entry.events[0].organizer) for entry in read} == {str(read[0].events[0].organizer)}


def test_on_a_reassignment_the_old_one_is_cancelled_and_the_new_one_invited() -> None:
    old = entry_of(a_delivery("resource_moved", resource=anna(), **REASSIGNED))
    new = entry_of(
        a_delivery("resource_moved", resource=anna(name="Ben", email="ben@x.example"), **REASSIGNED)
    )

    assert (old.method, new.method) == ("CANCEL", "REQUEST")
    assert old.events[0].uid == new.events[0].uid == str(BOOKING)
    assert old.events[0].sequence == new.events[0].sequence == 1


def test_two_of_the_same_name_are_told_apart_by_their_ids() -> None:
    facts = REASSIGNED | {"people": ["Anna"], "people_ids": [2], "was_people_ids": [1]}

    old = entry_of(a_delivery("resource_moved", resource=anna(pk=1), **facts))
    new = entry_of(a_delivery("resource_moved", resource=anna(pk=2), **facts))

    assert (old.method, new.method) == ("CANCEL", "REQUEST")
    assert old.events[0].uid == new.events[0].uid == str(BOOKING)
    assert old.events[0].sequence == new.events[0].sequence == 1


def test_who_is_left_by_a_booking_that_also_moves_loses_the_old_time() -> None:
    facts = MOVED_TO_FRIDAY | {"people": ["Ben"]}

    [event] = entry_of(a_delivery("resource_moved", resource=anna(), **facts)).events

    assert event.dtstart == datetime(2026, 11, 25, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "kind",
    [
        "booking_offered",
        "booking_requested",
        "move_requested",
        "move_declined",
        "request_declined",
        "request_expired",
        "resource_request_ended",
        "resource_requested",
    ],
)
def test_what_waits_or_was_turned_down_invites_nobody(kind: str) -> None:
    assert method_of(delivery_of(kind)) is None


def test_a_request_that_moves_invites_nobody() -> None:
    pending = a_booking(status="pending")

    assert method_of(a_delivery("booking_moved", booking=pending, **MOVED_TO_FRIDAY)) is None


@pytest.mark.parametrize(
    ("kind", "method"),
    [("resource_new", None), ("resource_moved", None), ("resource_cancelled", "CANCEL")],
)
def test_what_we_write_into_the_calendar_is_not_entered_a_second_time(kind: str, method: str | None) -> None:
    """Who was invited before the calendar was connected still hears of the end."""
    assert method_of(a_delivery(kind, resource=anna(), is_written=True)) == method


@pytest.mark.parametrize("kind", ["booking_cancelled", "resource_cancelled"])
def test_who_was_never_invited_gets_no_cancellation(kind: str) -> None:
    resource = anna() if kind.startswith("resource_") else None

    assert method_of(a_delivery(kind, resource=resource, invited=False)) is None


def test_the_reminder_brings_no_second_entry() -> None:
    assert method_of(delivery_of("booking_reminder")) is None


def test_the_personal_link_is_in_no_calendar() -> None:
    parts = [calendar(occasion(delivery_of(kind), now=MONDAY_NOON), address=OURS) for kind in CASES]

    assert [part for part in parts if part and "manage" in part.text] == []


def test_names_that_mean_something_to_calendars_come_back_whole() -> None:
    name = 'Smith; John, Jr. \\ "x":y^n'

    [event] = entry_of(a_delivery("booking_confirmed", booking=a_booking(name=name))).events

    assert event.attendees[0].common_name == name


def test_typed_text_adds_no_property_and_no_event() -> None:
    note = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:http://evil.example\u2028BEGIN:VALARM"

    read = entry_of(a_delivery("resource_new", booking=a_booking(note=note, name=note), resource=anna()))

    assert len(read.events) == 1
    assert (read.events[0].alarm, read.events[0].extras) == (
        [],
        entry_of(delivery_of("resource_new")).events[0].extras,
    )


def test_an_appointment_without_service_and_people_is_still_an_appointment() -> None:
    [event] = entry_of(a_delivery("booking_confirmed", booking=a_booking(service=None), people=[])).events

    assert event.summary == "Termin, Salon Anna"
    assert str(event.description).startswith("030 1234567\n")
