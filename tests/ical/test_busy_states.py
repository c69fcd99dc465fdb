"""B1 to B4: which events take time at all. A row for each row of docs/calendars/what-is-busy.md."""

from __future__ import annotations

import pytest

from terminbuch.ical.seen import ShowsAs
from tests.ical.reading import nine_to_ten, read

MINE = "ATTENDEE;PARTSTAT={}:mailto:anna@example.org"
OUTLOOK = "X-MICROSOFT-CDO-BUSYSTATUS:{}"

STATES: list[tuple[list[str], ShowsAs | None]] = [
    ([], "busy"),
    (["STATUS:CONFIRMED", "TRANSP:OPAQUE"], "busy"),
    (["STATUS:CANCELLED"], None),
    (["status:cancelled"], None),
    (["STATUS:TENTATIVE"], "tentative"),
    (["TRANSP:TRANSPARENT"], None),
    (["TRANSP:TRANSPARENT", "STATUS:TENTATIVE"], None),
    ([OUTLOOK.format("FREE")], None),
    ([OUTLOOK.format("WORKINGELSEWHERE")], None),
    ([OUTLOOK.format("BUSY")], "busy"),
    ([OUTLOOK.format("TENTATIVE")], "tentative"),
    ([OUTLOOK.format("OOF")], "out_of_office"),
    ([OUTLOOK.format("OOF"), "TRANSP:TRANSPARENT"], "out_of_office"),
    ([OUTLOOK.format("FREE"), "TRANSP:OPAQUE"], None),
    ([OUTLOOK.format("PERHAPS"), "TRANSP:TRANSPARENT"], None),
    ([OUTLOOK.format("BUSY"), "STATUS:CANCELLED"], None),
    ([OUTLOOK.format("BUSY"), MINE.format("DECLINED")], None),
    ([MINE.format("DECLINED")], None),
    ([MINE.format("ACCEPTED")], "busy"),
    ([MINE.format("NEEDS-ACTION")], "busy"),
    (["ATTENDEE:mailto:anna@example.org"], "busy"),
    ([MINE.format("TENTATIVE")], "tentative"),
    (["ATTENDEE;PARTSTAT=DECLINED:MAILTO:Anna@Example.Org"], None),
    (['ATTENDEE;CN="Anna: Chefin; ganz";PARTSTAT=DECLINED:mailto:anna@example.org'], None),
    (["ATTENDEE;EMAIL=anna@example.org;PARTSTAT=DECLINED:/aMTIz/principal/"], None),
    (["ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.org"], "busy"),
    (["ATTENDEE;PARTSTAT=DECLINED:mailto:ben@example.org", MINE.format("ACCEPTED")], "busy"),
    ([MINE.format("DECLINED"), MINE.format("ACCEPTED")], "busy"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "shows_as"), STATES)
def test_what_an_event_says_of_itself_decides(lines: list[str], shows_as: ShowsAs | None):
    [seen] = read(nine_to_ten(*lines)).events

    assert [span.shows_as for span in seen.spans] == ([shows_as] if shows_as else [])


def test_what_an_alarm_says_is_not_said_of_its_event():
    alarm = "BEGIN:VALARM\r\nSTATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\nDURATION:PT9H\r\nEND:VALARM"

    [seen] = read(nine_to_ten(alarm)).events

    assert [(span.ends_at - span.starts_at).seconds for span in seen.spans] == [3600]
