"""SEC-18: small texts that keep other programs busy for ever, and large ones, are over in a moment."""

from __future__ import annotations

import pytest

from terminbuch.ical.busy.spans import Counter
from terminbuch.ical.guarded import NothingReadable, TooMuch, understood_feed
from tests.ical.reading import JUNE, calendar, event, nine_to_ten

SECONDS = 20.0
GOOD = nine_to_ten(uid="good")
SINCE_EVER = "DTSTART:00010101T000000Z"
MINUTELY = "RRULE:FREQ=MINUTELY"

TAKEN_OUT = {
    "a billion minutes": [event("DTSTART:19700101T000000Z", "DURATION:PT1H", f"{MINUTELY};COUNT=1000000000")],
    "every second": [event("DTSTART:19700101T000000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY")],
    "every minute but every minute": [
        event("DTSTART:19700101T010000Z", "DURATION:PT1H", MINUTELY, "EXRULE:FREQ=MINUTELY")
    ],
    "the zeroth Thursday": [event("DTSTART:20260101T000000Z", "RRULE:FREQ=YEARLY;BYDAY=0TH")],
    "never on from here": [event("DTSTART:20260101T000000Z", "RRULE:FREQ=DAILY;INTERVAL=0")],
    "the 30th of February": [event("DTSTART:20260101T000000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
    "a number without end": [event("DTSTART:20260101T000000Z", f"RRULE:FREQ=DAILY;COUNT={'9' * 10_000}")],
    "a step without end": [event("DTSTART:20260101T000000Z", f"RRULE:FREQ=DAILY;INTERVAL={'9' * 4000}")],
    "one quotation mark": [event("DTSTART:20260701T100000Z", 'ATTENDEE;X="' + ":" * 1_000_000)],
    "many quotation marks": [event("DTSTART:20260701T100000Z", "ATTENDEE" + ';X="::"' * 100_000)],
    "a very long line": [event("DTSTART:20260701T100000Z", "SUMMARY:" + "x" * 5_000_000)],
    "a million folds": [event("DTSTART:20260701T100000Z", "SUMMARY:" + "\r\n x" * 500_000)],
    "a very deep nest": [event("DTSTART:20260701T100000Z", *["BEGIN:X"] * 100_000)],
}  # fmt: skip


@pytest.mark.parametrize("parts", TAKEN_OUT.values(), ids=TAKEN_OUT)
def test_it_is_over_in_a_moment_and_hides_no_other(parts: list[str]):
    found = understood_feed(calendar(*parts, GOOD), JUNE, seconds=SECONDS)

    assert [one.uid for one in found.events if one.spans] == ["good"]


def test_nobody_counts_from_the_year_1():
    days = [event(SINCE_EVER, "DURATION:PT1H", "RRULE:FREQ=DAILY", uid=f"{number}") for number in range(20)]

    found = understood_feed(calendar(*days), JUNE, seconds=SECONDS)

    assert [len(one.spans) for one in found.events] == [30] * 20


def test_a_feed_of_nothing_but_minutes_is_an_error():
    with pytest.raises(NothingReadable):
        understood_feed(calendar(*TAKEN_OUT["a billion minutes"]), JUNE, seconds=SECONDS)


def test_more_busy_times_than_anybody_has_are_refused():
    counter = Counter(most=2)
    counter.count()
    counter.count()

    with pytest.raises(TooMuch):
        counter.count()
