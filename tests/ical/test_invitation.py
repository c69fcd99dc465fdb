"""A booking as iCalendar text: compared whole, and read back by a parser that did not write it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from terminbuch.ical import Invitation, cancel, publish, request

NAME = 'Smith; John, Jr. \\ "x":y^n'
BOOKED = Invitation(
    uid=UUID("8a1f1c52-6d0e-4a53-9d54-0f2c6f4b7c11"),
    sequence=0,
    starts_at=datetime(2026, 11, 25, 9, 15, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    summary="Schneiden & Föhnen bei Anna",
    description="Nummer A 4 7 1 9\nÄndern oder absagen: siehe Link.",
    location="Lindenstraße 12, 10969 Berlin",
    organiser_name="Salon Anna",
    organiser_email="termine@example.org",
    attendee_name="Maria Weber",
    attendee_email="maria.weber@example.org",
    created_at=datetime(2026, 11, 20, 8, 0, tzinfo=UTC),
    url="https://example.org/b/abc?lang=de&x=1#top",
)
ATTENDEE = (
    'ATTENDEE;CN="Maria Weber";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:'
    "mailto:maria.weber@example.org"
)


def read(text: str) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(text)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").splitlines()


def test_a_request_is_written_as_calendars_expect_it() -> None:
    assert unfolded(request(BOOKED)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Terminbuch//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "SUMMARY:Schneiden & Föhnen bei Anna",
        "DTSTART:20261125T091500Z",
        "DTEND:20261125T100000Z",
        "DTSTAMP:20261120T080000Z",
        "UID:8a1f1c52-6d0e-4a53-9d54-0f2c6f4b7c11",
        "SEQUENCE:0",
        ATTENDEE,
        "CLASS:PUBLIC",
        "DESCRIPTION:Nummer A 4 7 1 9\\nÄndern oder absagen: siehe Link.",
        "LOCATION:Lindenstraße 12\\, 10969 Berlin",
        'ORGANIZER;CN="Salon Anna":mailto:termine@example.org',
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://example.org/b/abc?lang=de&x=1#top",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_a_cancellation_differs_in_method_and_status_only() -> None:
    asked, cancelled = unfolded(request(BOOKED)), unfolded(cancel(BOOKED))

    assert [(was, now) for was, now in zip(asked, cancelled, strict=True) if was != now] == [
        ("METHOD:REQUEST", "METHOD:CANCEL"),
        ("STATUS:CONFIRMED", "STATUS:CANCELLED"),
    ]


def test_the_file_on_the_page_names_no_customer() -> None:
    asked, published = unfolded(request(BOOKED)), unfolded(publish(BOOKED))

    assert [line for line in asked if line not in published] == [
        "METHOD:REQUEST",
        ATTENDEE,
    ]
    assert [line for line in published if line not in asked] == ["METHOD:PUBLISH"]


def test_moved_twice_then_cancelled_stays_one_entry_of_one_organiser() -> None:
    texts = [request(BOOKED)]
    for sequence in (1, 2):
        later = BOOKED.starts_at + timedelta(days=sequence)
        texts.append(
            request(replace(BOOKED, sequence=sequence, starts_at=later, ends_at=later + timedelta(hours=1)))
        )
    texts.append(cancel(replace(BOOKED, sequence=3)))

    calendars = [read(text) for text in texts]
    events = [calendar.events[0] for calendar in calendars]
    assert [calendar.method for calendar in calendars] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [event.sequence for event in events] == [0, 1, 2, 3]
    assert {event.uid for event in events} == {"8a1f1c52-6d0e-4a53-9d54-0f2c6f4b7c11"}
    assert {str(event.organizer.uri) for event in events if event.organizer} == {"mailto:termine@example.org"}
    assert [event.status for event in events] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_a_name_with_every_special_sign_comes_back_from_another_parser() -> None:
    event = read(
        request(replace(BOOKED, summary=NAME, location=NAME, organiser_name=NAME, attendee_name=NAME))
    ).events[0]

    assert event.summary == event.location == NAME
    assert event.organizer is not None
    assert event.organizer.common_name == NAME
    assert [attendee.common_name for attendee in event.attendees] == [NAME]


def test_a_typed_backslash_with_a_capital_n_is_no_line_end() -> None:
    assert "SUMMARY:C:\\\\New" in unfolded(request(replace(BOOKED, summary="C:\\New")))


def test_times_in_another_zone_are_written_in_utc() -> None:
    berlin = BOOKED.starts_at.astimezone(ZoneInfo("Europe/Berlin"))

    assert request(replace(BOOKED, starts_at=berlin)) == request(BOOKED)


@pytest.mark.parametrize("field", ["starts_at", "ends_at", "created_at"])
def test_a_time_without_a_zone_is_a_mistake(field: str) -> None:
    naive: dict[str, Any] = {field: BOOKED.starts_at.replace(tzinfo=None)}

    with pytest.raises(ValueError, match="zone"):
        replace(BOOKED, **naive)


def test_what_is_empty_is_left_out() -> None:
    text = request(replace(BOOKED, description=" \n", location="\u2028", url=None))

    assert {line.partition(":")[0] for line in unfolded(text)}.isdisjoint({"DESCRIPTION", "LOCATION", "URL"})


def test_lines_are_at_most_75_octets_and_no_letter_is_cut() -> None:
    text = request(replace(BOOKED, summary="äöü€👩‍👩‍👧‍👦" * 40, attendee_name="Ø" * 200))

    pieces = text.encode().split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert all(piece.decode() is not None for piece in pieces)
    assert read(text).events[0].summary == "äöü€👩‍👩‍👧‍👦" * 40
    assert "\n" not in text.replace("\r\n", "")
