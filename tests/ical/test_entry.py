"""A booking as an object of somebody's calendar, read back by us and by a parser that did not write it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream

from terminbuch.ical.busy import Source, understood
from terminbuch.ical.entry import MARKER, as_object
from terminbuch.ical.seen import Entry, SeenEvent, SeenSpan
from tests.ical.reading import JUNE
from tests.ical.test_injection import HOSTILE, only_event

BERLIN = ZoneInfo("Europe/Berlin")
ENTRY = Entry(
    marker="0123456789abcdef0123456789abcdef",
    uid="0123456789abcdef@terminbuch.example",
    generation=0,
    sequence=3,
    starts_at=datetime(2026, 6, 1, 11, tzinfo=BERLIN),
    ends_at=datetime(2026, 6, 1, 12, tzinfo=BERLIN),
    summary="Termin",
    description="Schneiden, Föhnen; \\ und mehr\nZwei Zeilen",
    location="Hauptstraße 1",
    written_at=datetime(2026, 5, 1, tzinfo=UTC),
)
NINE, TEN = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC)
NAMES = {"DTSTAMP", "DTSTART", "DTEND", "UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP", MARKER}


def seen(entry: Entry) -> SeenEvent:
    [event] = understood([Source("/1.ics", "", as_object(entry))], JUNE).events
    return event


def test_what_we_write_we_know_again():
    assert seen(ENTRY) == SeenEvent(
        "/1.ics", "", ENTRY.uid, ENTRY.marker, NINE, TEN, (SeenSpan(NINE, TEN, "busy"),)
    )


def test_a_request_shows_as_tentative():
    assert [span.shows_as for span in seen(replace(ENTRY, is_tentative=True)).spans] == ["tentative"]


def test_it_is_an_object_of_a_calendar_and_no_invitation():
    text = as_object(ENTRY).decode()

    assert "METHOD" not in text
    assert "ATTENDEE" not in text
    assert {"DTSTAMP:20260501T000000Z", "DTSTART:20260601T090000Z", "DTEND:20260601T100000Z"} <= set(
        text.split()
    )


def test_another_parser_reads_what_was_meant():
    [event] = IcsCalendarStream.calendar_from_ics(as_object(ENTRY).decode()).events

    assert (event.uid, event.sequence, event.summary) == (ENTRY.uid, 3, "Termin")
    assert (event.description, event.location) == (ENTRY.description, ENTRY.location)
    assert (event.dtstart, event.dtend, event.dtstamp) == (NINE, TEN, ENTRY.written_at)


def test_without_words_there_are_no_empty_ones():
    text = as_object(replace(ENTRY, description="", location="")).decode()

    assert "DESCRIPTION" not in text
    assert "LOCATION" not in text


@pytest.mark.parametrize("name", ["uid", "summary", "description", "location"])
@given(typed=HOSTILE)
@settings(max_examples=30)
def test_nothing_that_is_typed_leaves_its_property(name: str, typed: str):
    event = only_event(as_object(Entry(**(asdict(ENTRY) | {name: typed}))).decode())

    assert {each.name.upper() for each in event.properties} >= NAMES
    assert {each.name.upper() for each in event.properties} <= NAMES | {
        "DESCRIPTION",
        "LOCATION",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }
    assert event.components == []


@given(typed=HOSTILE)
@settings(max_examples=30)
def test_nothing_that_is_typed_changes_what_we_read(typed: str):
    assert seen(replace(ENTRY, summary=typed, description=typed, location=typed)) == seen(ENTRY)
