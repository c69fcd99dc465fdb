"""How clock times and lengths are said; no-break spaces are written as "~" in the tables."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import clock, from_to, is_repeated, length, moment, plain_clock

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
QUARTER_PAST_TEN = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
# On 25 October 2026 Berlin's clocks go from 03:00 back to 02:00.
FIRST_HALF_PAST_TWO = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND_HALF_PAST_TWO = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def joined(said: str) -> str:
    return said.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(("language", "said"), [("de", "10:15~Uhr"), ("en", "10:15")])
def test_a_clock_time_is_said_in_the_zone(language: str, said: str) -> None:
    assert clock(QUARTER_PAST_TEN, BERLIN, language) == joined(said)
    assert plain_clock(QUARTER_PAST_TEN, BERLIN) == "10:15"
    assert plain_clock(QUARTER_PAST_TEN, NEW_YORK) == "04:15"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("de", "02:30~Uhr~MESZ", "02:30~Uhr~MEZ"), ("en", "02:30~CEST", "02:30~CET")],
)
def test_the_two_times_of_a_repeated_hour_are_told_apart(language: str, first: str, second: str) -> None:
    assert clock(FIRST_HALF_PAST_TWO, BERLIN, language) == joined(first)
    assert clock(SECOND_HALF_PAST_TWO, BERLIN, language) == joined(second)


def test_a_zone_without_a_short_name_is_told_apart_by_its_offset() -> None:
    repeated = datetime(2026, 4, 4, 14, 45, tzinfo=UTC)

    assert clock(repeated, LORD_HOWE, "de") == joined("01:45~Uhr~UTC+11")
    assert clock(repeated + timedelta(minutes=30), LORD_HOWE, "de") == joined("01:45~Uhr~UTC+10:30")


@pytest.mark.parametrize(
    ("instant", "repeated"),
    [
        (datetime(2026, 10, 24, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 25, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 1, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), False),
    ],
)
def test_only_the_hour_before_clocks_went_back_and_the_one_after_are_repeated(
    instant: datetime, repeated: bool
) -> None:
    assert is_repeated(instant, BERLIN) is repeated


@pytest.mark.parametrize(
    ("start", "minutes", "german", "english"),
    [
        (QUARTER_PAST_TEN, 45, "10:15 bis 11:00~Uhr", "10:15 to 11:00"),
        (datetime(2026, 11, 24, 21, tzinfo=UTC), 120, "22:00 bis 24:00~Uhr", "22:00 to 24:00"),
        (
            datetime(2026, 11, 24, 21, tzinfo=UTC),
            180,
            "22:00~Uhr bis Mi, 25.~November, 01:00~Uhr",
            "22:00 to Wed 25~November, 01:00",
        ),
        (
            datetime(2026, 12, 31, 21, tzinfo=UTC),
            180,
            "22:00~Uhr bis Fr, 1.~Januar 2027, 01:00~Uhr",
            "22:00 to Fri 1~January 2027, 01:00",
        ),
        (
            datetime(2026, 11, 24, 21, tzinfo=UTC),
            24 * 60 + 120,
            "22:00~Uhr bis Do, 26.~November, 00:00~Uhr",
            "22:00 to Thu 26~November, 00:00",
        ),
        (FIRST_HALF_PAST_TWO, 45, "02:30~Uhr~MESZ bis 02:15~Uhr~MEZ", "02:30~CEST to 02:15~CET"),
        (SECOND_HALF_PAST_TWO, 45, "02:30~Uhr~MEZ bis 03:15~Uhr", "02:30~CET to 03:15"),
        (
            datetime(2026, 10, 24, 23, 45, tzinfo=UTC),
            30,
            "01:45~Uhr bis 02:15~Uhr~MESZ",
            "01:45 to 02:15~CEST",
        ),
    ],
)
def test_from_and_to(start: datetime, minutes: int, german: str, english: str) -> None:
    end = start + timedelta(minutes=minutes)

    assert from_to(start, end, BERLIN, "de") == joined(german)
    assert from_to(start, end, BERLIN, "en") == joined(english)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Dienstag, 24.~November, 10:15~Uhr"), ("en", "Tuesday 24~November, 10:15")],
)
def test_a_moment_is_day_and_clock(language: str, said: str) -> None:
    assert moment(QUARTER_PAST_TEN, BERLIN, language) == joined(said)


def test_the_day_of_a_moment_is_the_one_in_the_zone() -> None:
    late_in_utc = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    in_berlin = moment(late_in_utc, BERLIN, "de", today=date(2026, 12, 31))
    in_new_york = moment(late_in_utc, NEW_YORK, "de", today=date(2026, 12, 31))

    assert in_berlin == joined("Freitag, 1.~Januar 2027, 00:30~Uhr")
    assert in_new_york == joined("Donnerstag, 31.~Dezember, 18:30~Uhr")


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        plain_clock(QUARTER_PAST_TEN.replace(tzinfo=None), BERLIN)


@pytest.mark.parametrize(
    ("minutes", "german", "english"),
    [
        (0, "0~Min.", "0~min"),
        (45, "45~Min.", "45~min"),
        (60, "1~Std.", "1~hr"),
        (90, "1~Std. 30~Min.", "1~hr 30~min"),
        (120, "2~Std.", "2~hr"),
        (1500, "25~Std.", "25~hr"),
    ],
)
def test_lengths(minutes: int, german: str, english: str) -> None:
    assert length(minutes, "de") == joined(german)
    assert length(minutes, "en") == joined(english)


@given(
    minute=st.integers(0, 2 * 366 * 24 * 60),
    apart=st.integers(1, 23 * 60),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]),
    language=st.sampled_from(["de", "en"]),
)
def test_two_instants_less_than_a_day_apart_are_never_said_alike(
    minute: int, apart: int, zone: str, language: str
) -> None:
    one = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    other = one + timedelta(minutes=apart)

    assert clock(one, ZoneInfo(zone), language) != clock(other, ZoneInfo(zone), language)
