"""B7 and B8: what cannot be read hides nothing else, and is never "nothing is busy"."""

from __future__ import annotations

import pytest

from terminbuch.ical.busy import NothingReadable, Source, TooMuch, understood, understood_feed
from tests.ical.reading import JUNE, busy, calendar, event, nine_to_ten, read, spans

GOOD = nine_to_ten(uid="good")
ONE_HOUR = ["06-01 09:00 – 06-01 10:00"]
BROKEN = {
    "no start": (["DTEND:20260601T100000Z"], "DTSTART is missing"),
    "a start that is none": (["DTSTART:tomorrow"], "DTSTART is no time"),
    "a day that is none": (["DTSTART:20260230T100000"], "day"),
    "an hour that is none": (["DTSTART:20260601T240000Z"], "hour must be in 0..23"),
    "an end that is none": (["DTSTART:20260601T100000Z", "DTEND:late"], "DTEND is no time"),
    "a length that is none": (["DTSTART:20260601T100000Z", "DURATION:1h"], "DURATION is no duration"),
    "half a length": (["DTSTART:20260601T100000Z", "DURATION:PT"], "DURATION is no duration"),
    "a rule that is none": (["DTSTART:20260601T100000Z", "RRULE:FREQ=OFTEN"], "RRULE does not say how often"),
    "a rule in disorder": (["DTSTART:20260601T100000Z", "RRULE:FREQ=DAILY;?=1"], "RRULE is no rule"),
    "every nothing": (["DTSTART:20260601T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"], "RRULE has no interval"),
    "another calendar": (
        ["DTSTART:20260601T100000Z", "RRULE:RSCALE=HEBREW;FREQ=YEARLY"],
        "RRULE counts in another calendar",
    ),
    "the zeroth Thursday": (["DTSTART:20260601T100000Z", "RRULE:FREQ=YEARLY;BYDAY=0TH"], ""),
    "an exception that is none": (["DTSTART:20260601T100000Z", "RDATE:never"], "RDATE is no time"),
    "a period that is none": (["DTSTART:20260601T100000Z", "RDATE;VALUE=PERIOD:20260602T100000Z/x"], ""),
    "longer than time": (["DTSTART:20260601T100000Z", "DURATION:P9999999D"], ""),
}


@pytest.mark.parametrize(("lines", "why"), BROKEN.values(), ids=BROKEN)
def test_an_event_that_cannot_be_read_is_said_and_hides_no_other(lines: list[str], why: str):
    found = read(event(*lines, uid="broken"), GOOD)

    assert spans(found) == ONE_HOUR
    [said] = found.skipped
    assert said.startswith(f"line 3: VEVENT was left out: {why}")


def test_what_may_block_more_than_was_read_says_so():
    halves = calendar(GOOD, event(*BROKEN["a start that is none"][0], uid="good"))
    sources = [Source("/whole.ics", "", calendar(GOOD)), Source("/half.ics", "", halves)]

    assert [(one.remote_id, one.is_partial) for one in understood(sources, JUNE).events] == [
        ("/whole.ics", False),
        ("/half.ics", True),
    ]
    feed = read(GOOD, event(*BROKEN["a start that is none"][0], uid="broken"))
    assert [(one.uid, one.is_partial) for one in feed.events] == [("good", False), ("broken", True)]


@pytest.mark.parametrize(("lines", "why"), BROKEN.values(), ids=BROKEN)
def test_a_feed_of_which_nothing_can_be_read_is_an_error(lines: list[str], why: str):
    with pytest.raises(NothingReadable):
        read(event(*lines))


@pytest.mark.parametrize(
    "rule",
    [
        "MINUTELY",
        "SECONDLY",
        "MINUTELY;COUNT=1000000000",
        "MINUTELY;COUNT=9;BYHOUR=7",
        "MINUTELY;UNTIL=20270101T000000Z",
        "DAILY;BYHOUR=8,9,10,11,12;BYMINUTE=0,10,20,30,40,50",
        "HOURLY;BYMINUTE=0,30",
    ],
)
def test_what_repeats_more_often_than_by_the_hour_is_left_out(rule: str):
    found = read(event("DTSTART:19700101T000000Z", f"RRULE:FREQ={rule}", "EXRULE:FREQ=MINUTELY"), GOOD)

    assert spans(found) == ONE_HOUR
    assert found.skipped == ("line 3: VEVENT was left out: RRULE repeats more often than by the hour.",)


def test_a_rule_that_takes_out_is_not_followed_and_that_is_said():
    lines = ["DTSTART:20260601T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=1", "EXRULE:FREQ=DAILY"]

    found = read(event(*lines))

    assert spans(found) == ONE_HOUR
    assert found.skipped == ("line 3: EXRULE is not followed: what it takes out stays busy.",)


TEXTS = {
    "nothing": b"",
    "a page to log in": b"<!doctype html><html>Please log in</html>",
    "only an event": nine_to_ten().encode(),
    "cut off in an event": calendar(GOOD)[:-40],
    "cut off after an event": calendar(GOOD).removesuffix(b"END:VCALENDAR\r\n"),
    "cut off, and another": calendar(GOOD).removesuffix(b"END:VCALENDAR\r\n") + calendar(GOOD),
    "nothing but zeros": bytes(1000),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_no_whole_calendar_is_an_error(text: bytes):
    with pytest.raises(NothingReadable):
        understood_feed(text, JUNE)
    with pytest.raises(NothingReadable):
        understood([Source("/a.ics", "", calendar(GOOD)), Source("/b.ics", "", text)], JUNE)


@pytest.mark.parametrize("text", [calendar(), calendar("BEGIN:VTODO", "DUE:20260601T100000Z", "END:VTODO")])
def test_a_calendar_without_events_is_free(text: bytes):
    assert understood_feed(text, JUNE).events == ()


WRITTEN = {
    "unix": calendar(GOOD).replace(b"\r\n", b"\n"),
    "an old Mac": calendar(GOOD).replace(b"\r\n", b"\r"),
    "with a mark before it": b"\xef\xbb\xbf" + calendar(GOOD),
    "UTF-16": calendar(GOOD).decode().encode("utf-16"),
    "folded": calendar(GOOD).replace(b"DTSTART:2026", b"DTST\r\n ART:20\r\n\t26"),
    "folded within a letter": calendar(nine_to_ten("SUMMARY:gr\u00fcn")).replace(
        b"\xc3\xbc", b"\xc3\r\n \xbc"
    ),
    "in no encoding": calendar(nine_to_ten("SUMMARY:x")).replace(b":x", b":\xff\xfe\xe4"),
    "with empty lines": calendar(GOOD).replace(b"\r\n", b"\r\n\r\n"),
    "in small letters": calendar(GOOD).decode().lower().encode(),
    "a fold that is none": calendar(nine_to_ten("DESCRIPTION:two", "lines: of words")),
    "an alarm without its end": calendar(nine_to_ten("BEGIN:VALARM", "DURATION:PT5M")),
    "a todo without its end": calendar("BEGIN:VTODO", "UID:t", GOOD),
    "two calendars": calendar() + calendar(GOOD),
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_however_it_is_written_it_is_read(text: bytes):
    found = understood_feed(text, JUNE)

    assert (spans(found), found.skipped) == (ONE_HOUR, ())


def test_an_event_without_its_end_is_said_and_hides_no_other():
    found = read("BEGIN:VEVENT", "UID:open", "DTSTART:20260605T100000Z", GOOD)

    assert (spans(found), found.skipped) == (ONE_HOUR, ("line 3: VEVENT has no end.",))


def test_events_without_a_uid_are_told_apart_and_known_again():
    text = calendar(*(nine_to_ten(uid="", day=day) for day in ("20260601", "20260602")))

    first, again = understood_feed(text, JUNE), understood_feed(text, JUNE)

    assert len({one.remote_id for one in first.events}) == 2
    assert first == again


@pytest.mark.parametrize("uid", ["x" * 500, "a\x00b", "a\x07b"])
def test_a_uid_that_no_database_can_keep_gets_another_name(uid: str):
    [seen] = read(nine_to_ten(uid=uid)).events

    assert seen.remote_id == seen.uid
    assert seen.uid.startswith("without-uid-")
    assert len(seen.uid) < 100


def test_periods_that_are_taken_block_unless_they_are_free():
    answer = [
        "BEGIN:VFREEBUSY",
        "UID:f",
        "FREEBUSY:20260601T090000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20260602T090000Z/PT1H",
        "FREEBUSY;FBTYPE=X-SOMETHING:20260603T090000Z/20260603T100000Z",
        "END:VFREEBUSY",
    ]

    assert busy(*answer) == [*ONE_HOUR, "06-03 09:00 – 06-03 10:00"]


def test_what_has_one_uid_has_one_name_whatever_it_is():
    answer = ["BEGIN:VFREEBUSY", "UID:u1", "FREEBUSY:20260603T090000Z/PT1H", "END:VFREEBUSY"]

    [seen] = read(nine_to_ten(), *answer).events

    assert len(seen.spans) == 2


def test_periods_that_are_none_are_said():
    found = read("BEGIN:VFREEBUSY", "UID:f", "FREEBUSY:20260601T090000Z", "END:VFREEBUSY", GOOD)

    assert spans(found) == ONE_HOUR
    assert found.skipped == ("line 3: VFREEBUSY was left out: FREEBUSY is no period.",)


def test_at_most_fifty_things_are_said():
    found = read(*(event(uid=f"broken-{number}") for number in range(60)), GOOD)

    assert len(found.skipped) == 51
    assert found.skipped[-1] == "And 10 more."


def test_nobody_reads_more_than_ten_megabytes_of_a_feed():
    with pytest.raises(TooMuch):
        understood_feed(b" " * 10_000_001, JUNE)


def test_nobody_reads_more_than_forty_megabytes_of_objects():
    with pytest.raises(TooMuch):
        understood([Source("/a.ics", "", b" " * 20_000_001)] * 2, JUNE)


def test_no_word_of_an_event_is_said_or_kept():
    words = ["SUMMARY:Geheim", "DESCRIPTION:Geheim", "LOCATION:Geheim", "ATTENDEE;CN=Geheim:mailto:g@geheim"]

    found = read(nine_to_ten(*words), event("RRULE:Geheim", *words, uid="broken"))

    assert "eheim" not in repr(found)
