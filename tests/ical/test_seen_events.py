"""What is told of each event beside the time it takes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from terminbuch.ical.busy import Source, Understood, name_in, understood
from terminbuch.ical.seen import SeenEvent, SeenSpan
from tests.ical.reading import JUNE, calendar, event, nine_to_ten, read

NINE, TEN = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC)
MARKER = "0123456789abcdef0123456789abcdef"


def of(*parts: str) -> Understood:
    return understood([Source("/anna/1.ics", '"7"', calendar(*parts))], JUNE)


def test_an_object_is_told_with_its_path_etag_uid_and_times():
    found = of(nine_to_ten())

    assert found == Understood(
        (SeenEvent("/anna/1.ics", '"7"', "u1", "", NINE, TEN, (SeenSpan(NINE, TEN, "busy"),)),), ()
    )


def test_our_own_is_known_by_its_marker():
    [seen] = of(nine_to_ten(f"X-TERMINBUCH-BOOKING:{MARKER}")).events

    assert seen.marker == MARKER


@pytest.mark.parametrize("marker", ["", "somebody's", MARKER.upper(), MARKER + "0"])
def test_what_is_no_marker_of_ours_is_none(marker: str):
    [seen] = of(nine_to_ten(f"X-TERMINBUCH-BOOKING:{marker}")).events

    assert seen.marker == ""


@pytest.mark.parametrize("state", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_an_object_that_blocks_nothing_is_told_with_its_times(state: str):
    [seen] = of(nine_to_ten(state)).events

    assert (seen.starts_at, seen.ends_at, seen.spans) == (NINE, TEN, ())


def test_an_object_outside_of_the_time_asked_for_is_told_with_its_times():
    [seen] = of(nine_to_ten(day="20280601")).events

    assert (seen.starts_at, seen.ends_at, seen.spans) == (NINE.replace(year=2028), TEN.replace(year=2028), ())


def test_a_series_has_no_times_of_its_own():
    [seen] = of(nine_to_ten("RRULE:FREQ=DAILY;COUNT=2")).events

    assert (seen.starts_at, seen.ends_at, len(seen.spans)) == (None, None, 2)


def test_an_object_that_cannot_be_read_is_told_and_said():
    found = of(event("DTSTART:whenever"))

    assert found.events == (SeenEvent("/anna/1.ics", '"7"', "u1", is_partial=True),)
    assert found.skipped == ("/anna/1.ics: line 3: VEVENT was left out: DTSTART is no time.",)


def test_times_that_no_page_could_show_are_told_as_the_last_that_can():
    [seen] = of(event("DTSTART:00010101T000000", "DTEND:99991231T235959")).events

    assert (seen.starts_at, seen.ends_at) == (
        datetime(1900, 1, 1, tzinfo=UTC),
        datetime(2200, 1, 1, tzinfo=UTC),
    )
    assert seen.spans == (SeenSpan(JUNE.starts_at, JUNE.ends_at),)


def test_of_a_feed_only_what_touches_the_time_asked_for_is_told():
    found = read(
        nine_to_ten(uid="june"), nine_to_ten(uid="later", day="20280601"), nine_to_ten("STATUS:CANCELLED")
    )

    assert [(one.remote_id, one.uid, len(one.spans)) for one in found.events] == [
        ("june", "june", 1),
        ("u1", "u1", 0),
    ]


def test_times_of_one_event_that_touch_are_one_for_each_way_they_show():
    overlapping = ["RDATE:20260601T093000Z,20260601T110000Z"]
    tentative = event(
        "RECURRENCE-ID:20260601T110000Z", "DTSTART:20260601T100000Z", "DURATION:PT2H", "STATUS:TENTATIVE"
    )

    [seen] = read(nine_to_ten(*overlapping), tentative).events

    assert [(f"{span.starts_at:%H:%M}", f"{span.ends_at:%H:%M}", span.shows_as) for span in seen.spans] == [
        ("09:00", "10:30", "busy"),
        ("10:00", "12:00", "tentative"),
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("X-WR-CALNAME:Anna", "Anna"),
        ("X-WR-CALNAME;VALUE=TEXT:Anna\\, privat", "Anna, privat"),
        ("NAME:Salon\\nMitte", "Salon Mitte"),
        ("X-WR-CALNAME:\x07" + "x" * 200, "x" * 120),
        ("SUMMARY:no name", ""),
    ],
)
def test_a_calendar_says_what_it_is_called(line: str, name: str):
    assert name_in(calendar(line, nine_to_ten())) == name
