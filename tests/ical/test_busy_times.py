"""B5, B6 and B9: from when until when an event lasts."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from tests.ical.reading import JUNE, YEAR, busy, event, read

NINE = "DTSTART:20260601T090000Z"
WALL = "DTSTART;TZID={}:20260601T090000"
FAR_ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:{}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0545\r\n"
    "TZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE"
)
TIMES = {
    "an hour": ([NINE, "DTEND:20260601T100000Z"], ["06-01 09:00 – 06-01 10:00"]),
    "by its length": ([NINE, "DURATION:PT1H30M"], ["06-01 09:00 – 06-01 10:30"]),
    "weeks and days": ([NINE, "DURATION:P1W"], ["06-01 09:00 – 06-08 09:00"]),
    "the end counts, not the length": (
        [NINE, "DURATION:PT5H", "DTEND:20260601T100000Z"],
        ["06-01 09:00 – 06-01 10:00"],
    ),
    "no end": ([NINE], []),
    "an end before the start": ([NINE, "DTEND:20260601T080000Z"], []),
    "a length below nothing": ([NINE, "DURATION:-PT1H"], []),
    "a whole day": (["DTSTART;VALUE=DATE:20260603"], ["06-02 22:00 – 06-03 22:00"]),
    "a whole day that ends on itself": (
        ["DTSTART;VALUE=DATE:20260603", "DTEND;VALUE=DATE:20260603"],
        ["06-02 22:00 – 06-03 22:00"],
    ),
    "a whole day that ends before": (["DTSTART;VALUE=DATE:20260603", "DTEND;VALUE=DATE:20260602"], []),
    "two days": (
        ["DTSTART;VALUE=DATE:20260603", "DTEND;VALUE=DATE:20260605"],
        ["06-02 22:00 – 06-04 22:00"],
    ),
    "days by their length": (["DTSTART;VALUE=DATE:20260603", "DURATION:P2D"], ["06-02 22:00 – 06-04 22:00"]),
    "on the owner's wall": (
        ["DTSTART:20260601T090000", "DTEND:20260601T100000"],
        ["06-01 07:00 – 06-01 08:00"],
    ),
    "two zones": (
        [WALL.format("America/New_York"), "DTEND;TZID=Europe/Berlin:20260601T160000"],
        ["06-01 13:00 – 06-01 14:00"],
    ),
    "UTC whatever the zone says": (
        ["DTSTART;TZID=Europe/Berlin:20260601T090000Z", "DURATION:PT1H"],
        ["06-01 09:00 – 06-01 10:00"],
    ),
    "for ever": (["DTSTART:20260630T090000Z", "DTEND:99991231T235959"], ["06-30 09:00 – 07-01 00:00"]),
    "since ever": (["DTSTART:00010101T000000", "DTEND:20260602T100000Z"], ["06-01 00:00 – 06-02 10:00"]),
    "a leap second": (["DTSTART:20260601T085960Z", "DTEND:20260601T100000Z"], ["06-01 08:59 – 06-01 10:00"]),
}


@pytest.mark.parametrize(("lines", "expected"), TIMES.values(), ids=TIMES)
def test_an_event_lasts_as_it_says(lines: list[str], expected: list[str]):
    assert busy(event(*lines)) == expected


CHANGES = {
    "a day has 23 hours": (["DTSTART;VALUE=DATE:20260329"], ["03-28 23:00 – 03-29 22:00"]),
    "a day has 25 hours": (["DTSTART;VALUE=DATE:20261025"], ["10-24 22:00 – 10-25 23:00"]),
    "24 hours are no day": (
        ["DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:PT24H"],
        ["03-28 11:00 – 03-29 11:00"],
    ),
    "a day is no 24 hours": (
        ["DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:P1D"],
        ["03-28 11:00 – 03-29 10:00"],
    ),
    "a start that the clocks skip": (
        ["DTSTART;TZID=Europe/Berlin:20260329T023000", "DTEND;TZID=Europe/Berlin:20260329T040000"],
        ["03-29 01:30 – 03-29 02:00"],
    ),
    "all of it is skipped": (
        ["DTSTART;TZID=Europe/Berlin:20260329T021500", "DTEND;TZID=Europe/Berlin:20260329T024500"],
        ["03-29 01:15 – 03-29 01:45"],
    ),
    "an end after the skip": (
        ["DTSTART;TZID=Europe/Berlin:20260329T023000", "DTEND;TZID=Europe/Berlin:20260329T030000"],
        ["03-29 01:30 – 03-29 02:00"],
    ),
    "the earlier of two": (
        ["DTSTART;TZID=Europe/Berlin:20261025T023000", "DURATION:PT30M"],
        ["10-25 00:30 – 10-25 01:00"],
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CHANGES.values(), ids=CHANGES)
def test_when_the_clocks_change_the_wall_counts(lines: list[str], expected: list[str]):
    assert busy(event(*lines), asked=YEAR) == expected


@pytest.mark.parametrize(
    ("tzid", "expected"),
    [
        ("Europe/Berlin", "07:00"),
        ("europe/berlin", "07:00"),
        ('"America/New_York"', "13:00"),
        ("UTC", "09:00"),
        ("W. Europe Standard Time", "07:00"),
        ("Tokyo Standard Time", "00:00"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "12:00"),
        ("/softwarestudio.org/Olson_20011030_5/Europe/London", "08:00"),
        ("My own", "03:15"),
        ('"Mine: really; (UTC+05:45)"', "03:15"),
    ],
)
def test_a_zone_is_found_by_its_name(tzid: str, expected: str):
    described = [
        FAR_ZONE.format(name) for name in ("Europe/Berlin", "W. Europe Standard Time", tzid.strip('"'))
    ]
    if tzid.strip('"').casefold() not in ("my own", "mine: really; (utc+05:45)"):
        described = described[:2]

    found = read(*described, event(WALL.format(tzid), "DURATION:PT1H"))

    assert [f"{span.starts_at:%H:%M}" for one in found.events for span in one.spans] == [expected]
    assert found.skipped == ()


@pytest.mark.parametrize(
    "zone",
    [
        "",
        "BEGIN:VTIMEZONE\r\nTZID:Nowhere\r\nEND:VTIMEZONE",
        FAR_ZONE.format("Nowhere").replace("TZOFFSETTO:+0545", "TZOFFSETTO:far"),
        FAR_ZONE.format("Nowhere").replace("TZNAME", "X").replace("END:ST", "RRULE:FREQ=SECONDLY\r\nEND:ST"),
    ],
)
def test_a_zone_that_means_nothing_is_the_owners_and_said(zone: str):
    found = read(*([zone] if zone else []), event(WALL.format("Nowhere"), "DURATION:PT1H"))

    assert [f"{span.starts_at:%H:%M}" for one in found.events for span in one.spans] == ["07:00"]
    assert found.skipped == ("The time zone 'Nowhere' is not known: its times are read in the owner's.",)


def test_the_zone_of_one_feed_means_nothing_in_the_next():
    named = event(WALL.format("My own"), "DURATION:PT1H")
    read(FAR_ZONE.format("My own"), named)

    assert busy(named) == ["06-01 07:00 – 06-01 08:00"]


def test_the_owners_zone_is_where_whole_days_are():
    auckland = replace(JUNE, zone=ZoneInfo("Pacific/Auckland"))

    assert busy(event("DTSTART;VALUE=DATE:20260603"), asked=auckland) == ["06-02 12:00 – 06-03 12:00"]


BERLIN_SINCE_1601 = (
    "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n"
    "BEGIN:STANDARD\r\nDTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE"
)


def test_a_zone_that_outlook_describes_since_1601_changes_its_clocks():
    daily = ["DTSTART;TZID=Customized Time Zone:20260328T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2"]

    assert busy(BERLIN_SINCE_1601, event(*daily), asked=YEAR) == [
        "03-28 08:00 – 03-28 09:00",
        "03-29 07:00 – 03-29 08:00",
    ]
