"""B10: series and their exceptions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from terminbuch.ical.busy import Asked
from tests.ical.reading import BERLIN, YEAR, busy, event, nine_to_ten, read

START, END = "DTSTART;TZID=Europe/Berlin:20260601T090000", "DTEND;TZID=Europe/Berlin:20260601T100000"
DAILY = "RRULE:FREQ=DAILY;COUNT=3"


def starts(*lines: str) -> list[str]:
    """On the first days of June, in UTC."""
    return [span[:11] for span in busy(*lines)]


SERIES = {
    "by a rule": ([DAILY], ["06-01 07:00", "06-02 07:00", "06-03 07:00"]),
    "until a time in UTC": (["RRULE:FREQ=DAILY;UNTIL=20260602T070000Z"], ["06-01 07:00", "06-02 07:00"]),
    "until a time on the wall": (["RRULE:FREQ=DAILY;UNTIL=20260602T090000"], ["06-01 07:00", "06-02 07:00"]),
    "until a date": (["RRULE:FREQ=DAILY;UNTIL=20260603"], ["06-01 07:00", "06-02 07:00"]),
    "an end and a number": (
        ["RRULE:FREQ=DAILY;COUNT=1;UNTIL=20260602T090000Z"],
        ["06-01 07:00", "06-02 07:00"],
    ),
    "a number below nothing": (["RRULE:FREQ=DAILY;COUNT=-1;UNTIL=20260601T090000Z"], ["06-01 07:00"]),
    "carelessly written": (["rrule:freq=weekly; byday=mo, tu;count=2;"], ["06-01 07:00", "06-02 07:00"]),
    "a start that is not on the rule": (
        ["RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260609T230000Z"],
        ["06-01 07:00", "06-02 07:00", "06-09 07:00"],
    ),
    "two rules": (
        [DAILY, "RRULE:FREQ=WEEKLY;COUNT=2"],
        ["06-01 07:00", "06-02 07:00", "06-03 07:00", "06-08 07:00"],
    ),
    "no rule at all": (["RRULE:"], ["06-01 07:00"]),
    "further times": (["RDATE;TZID=Europe/Berlin:20260604T120000,20260605T120000"],
                      ["06-01 07:00", "06-04 10:00", "06-05 10:00"]),
    "further times in another zone": (["RDATE:20260604T120000Z"], ["06-01 07:00", "06-04 12:00"]),
    "one taken out": ([DAILY, "EXDATE;TZID=Europe/Berlin:20260602T090000"], ["06-01 07:00", "06-03 07:00"]),
    "one taken out in UTC": ([DAILY, "EXDATE:20260602T070000Z"], ["06-01 07:00", "06-03 07:00"]),
    "one taken out in another zone": (
        [DAILY, "EXDATE;TZID=America/New_York:20260602T030000"],
        ["06-01 07:00", "06-03 07:00"],
    ),
    "a day taken out": ([DAILY, "EXDATE;VALUE=DATE:20260602"], ["06-01 07:00", "06-03 07:00"]),
    "the first taken out": ([DAILY, "EXDATE:20260601T070000Z"], ["06-02 07:00", "06-03 07:00"]),
    "quick, but soon over": (["RRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=2"], ["06-01 07:00", "06-01 08:30"]),
    "quick until a time": (
        ["RRULE:FREQ=MINUTELY;INTERVAL=90;UNTIL=20260601T083000Z"],
        ["06-01 07:00", "06-01 08:30"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), SERIES.values(), ids=SERIES)
def test_a_series_is_expanded(lines: list[str], expected: list[str]):
    assert starts(event(START, "DURATION:PT20M", *lines)) == expected


def test_taking_out_one_time_leaves_another_that_looks_like_it_in_another_zone():
    """Nine in Berlin is seven in UTC: who mixes the two takes out both."""
    rule = "RRULE:FREQ=DAILY;BYHOUR=9,11;COUNT=2"

    found = starts(event(START, "DURATION:PT20M", rule, "EXDATE;TZID=Europe/Berlin:20260601T110000"))

    assert found == ["06-01 07:00"]


def test_the_wall_counts_in_a_series_when_the_clocks_change():
    late = event("DTSTART;TZID=Europe/Berlin:20260328T080000", "DURATION:PT1H", DAILY)

    assert [span[:11] for span in busy(late, asked=YEAR)] == ["03-28 07:00", "03-29 06:00", "03-30 06:00"]


def test_a_further_time_may_have_a_length_of_its_own():
    lines = ["RDATE;VALUE=PERIOD:20260603T100000Z/PT3H,20260604T100000Z/20260605T100000Z"]

    assert busy(event(START, END, *lines)) == [
        "06-01 07:00 – 06-01 08:00",
        "06-03 10:00 – 06-03 13:00",
        "06-04 10:00 – 06-05 10:00",
    ]


def exception(named: str, *lines: str) -> str:
    return event(f"RECURRENCE-ID{named}", *lines)


MOVED = ["DTSTART:20260610T120000Z", "DTEND:20260610T130000Z"]
EXCEPTIONS = {
    "moved": ([exception(";TZID=Europe/Berlin:20260602T090000", *MOVED)],
              ["06-01 07:00", "06-03 07:00", "06-10 12:00"]),
    "named in UTC": ([exception(":20260602T070000Z", *MOVED)], ["06-01 07:00", "06-03 07:00", "06-10 12:00"]),
    "named by its day": (
        [exception(";VALUE=DATE:20260602", *MOVED)],
        ["06-01 07:00", "06-03 07:00", "06-10 12:00"],
    ),
    "cancelled": (
        [exception(":20260602T070000Z", *MOVED, "STATUS:CANCELLED")],
        ["06-01 07:00", "06-03 07:00"],
    ),
    "made free": (
        [exception(":20260602T070000Z", *MOVED, "TRANSP:TRANSPARENT")],
        ["06-01 07:00", "06-03 07:00"],
    ),
    "the newest of two": (
        [
            exception(":20260602T070000Z", *MOVED, "SEQUENCE:2"),
            exception(":20260602T070000Z", "DTSTART:20260611T120000Z", "DURATION:PT1H", "SEQUENCE:1"),
        ],
        ["06-01 07:00", "06-03 07:00", "06-10 12:00"],
    ),
    "this and all that follow": (
        [exception(";RANGE=THISANDFUTURE:20260602T070000Z", "DTSTART:20260602T100000Z", "DURATION:PT1H")],
        ["06-01 07:00", "06-02 10:00", "06-03 10:00"],
    ),
    "this and all that follow, cancelled": (
        [exception(";RANGE=THISANDFUTURE:20260602T070000Z", *MOVED, "STATUS:CANCELLED")],
        ["06-01 07:00"],
    ),
    "one that cannot be read": (
        [exception(":whenever", *MOVED)],
        ["06-01 07:00", "06-02 07:00", "06-03 07:00"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("exceptions", "expected"), EXCEPTIONS.values(), ids=EXCEPTIONS)
def test_an_exception_takes_the_place_of_one_in_the_series(exceptions: list[str], expected: list[str]):
    assert starts(event(START, END, DAILY), *exceptions) == expected


def test_an_exception_is_found_although_the_rest_of_its_series_is_elsewhere():
    moved = exception(":20250101T090000Z", *MOVED)
    over = event("DTSTART:20241231T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")

    assert busy(over, moved) == ["06-10 12:00 – 06-10 13:00"]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (":20260602T070000Z", ()),
        (";RANGE=THISANDFUTURE:20260602T070000Z", ("line 3: the series that it changes is not there.",)),
    ],
)  # fmt: skip
def test_exceptions_without_their_series_block_all_the_same(named: str, said: tuple[str, ...]):
    found = read(exception(named, *MOVED))

    assert [str(span.starts_at) for one in found.events for span in one.spans] == [
        "2026-06-10 12:00:00+00:00"
    ]
    assert found.skipped == said


def test_whole_days_repeat_as_days():
    lines = ["DTSTART;VALUE=DATE:20260328", "RRULE:FREQ=DAILY;UNTIL=20260331", "EXDATE;VALUE=DATE:20260330"]

    assert busy(event(*lines), asked=YEAR) == ["03-27 23:00 – 03-29 22:00", "03-30 22:00 – 03-31 22:00"]


@pytest.mark.parametrize("until", ["20260602", "20260602T000000Z", "20260602T235959Z", "20260601T220000Z"])
def test_whole_days_end_with_the_day_however_it_is_written(until: str):
    found = busy(event("DTSTART;VALUE=DATE:20260601", f"RRULE:FREQ=DAILY;UNTIL={until}"))

    assert found == ["06-01 00:00 – 06-02 22:00"]


@pytest.mark.parametrize(
    "exdate", [":20260602T000000Z", ":20260601T220000Z", ";TZID=Europe/Berlin:20260602T000000"]
)
def test_a_whole_day_is_taken_out_however_it_is_written(exdate: str):
    days = event("DTSTART;VALUE=DATE:20260602", "RRULE:FREQ=DAILY;COUNT=2", f"EXDATE{exdate}")

    assert busy(days) == ["06-02 22:00 – 06-03 22:00"]


def test_of_several_with_one_uid_the_newest_counts():
    found = busy(
        nine_to_ten("SEQUENCE:1"), nine_to_ten("SEQUENCE:10", day="20260605"), nine_to_ten(day="20260609")
    )

    assert found == ["06-05 09:00 – 06-05 10:00"]


def test_a_newer_one_outside_of_the_time_asked_for_counts_as_well():
    assert busy(nine_to_ten("SEQUENCE:1"), nine_to_ten("SEQUENCE:2", day="20280605")) == []


def test_who_gives_one_uid_to_all_means_them_all():
    assert busy(nine_to_ten(), nine_to_ten(day="20260605")) == [
        "06-01 09:00 – 06-01 10:00",
        "06-05 09:00 – 06-05 10:00",
    ]


def test_the_29th_of_february_comes_in_leap_years():
    leap = Asked(datetime(2027, 1, 1, tzinfo=UTC), datetime(2033, 1, 1, tzinfo=UTC), BERLIN)

    found = read(event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"), asked=leap)

    assert [f"{span.ends_at:%Y-%m-%d}" for one in found.events for span in one.spans] == [
        "2028-02-29",
        "2032-02-29",
    ]


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        ("FREQ=DAILY", "06-01 09:00"),
        ("FREQ=DAILY;INTERVAL=2", "06-02 09:00"),
        ("FREQ=HOURLY;INTERVAL=36", "06-01 21:00"),
        ("FREQ=WEEKLY;BYDAY=WE,FR", "06-03 09:00"),
        ("FREQ=DAILY;BYMONTH=6;BYDAY=FR", "06-05 09:00"),
        ("FREQ=MONTHLY;BYDAY=2TU", "06-09 09:00"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "06-30 09:00"),
        ("FREQ=YEARLY;BYMONTH=6", "06-03 09:00"),
        ("FREQ=YEARLY;BYMONTH=6;INTERVAL=7", None),
        ("FREQ=DAILY;COUNT=800000", "06-01 09:00"),
    ],
)
def test_a_series_since_the_year_1_is_as_one_that_is_young(rule: str, first: str | None):
    """The third of January of the year 1 was a Wednesday."""
    found = busy(event("DTSTART:00010103T090000Z", "DURATION:PT1H", f"RRULE:{rule}"))

    assert next(iter(found), "")[:11] == (first or "")
