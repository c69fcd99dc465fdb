"""How a day of the calendar is said."""

from datetime import date

import pytest

from terminbuch.wording import (
    dates_from_to,
    long_date,
    medium_date,
    month_name,
    short_date,
    slip_date,
    weekday_name,
    weekday_short,
)

WEDNESDAY = date(2026, 11, 25)
THIS_YEAR = date(2026, 1, 1)
LAST_YEAR = date(2025, 12, 31)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Mittwoch, 25.\N{NO-BREAK SPACE}November"), ("en", "Wednesday 25\N{NO-BREAK SPACE}November")],
)
def test_a_day_of_this_year_is_said_without_the_year(language: str, said: str) -> None:
    assert long_date(WEDNESDAY, language=language, today=THIS_YEAR) == said
    assert long_date(WEDNESDAY, language=language) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Mittwoch, 25.\N{NO-BREAK SPACE}November 2026"),
        ("en", "Wednesday 25\N{NO-BREAK SPACE}November 2026"),
    ],
)
def test_the_year_is_said_when_it_is_another_one_or_asked_for(language: str, said: str) -> None:
    assert long_date(WEDNESDAY, language=language, today=LAST_YEAR) == said
    assert long_date(WEDNESDAY, language=language, today=THIS_YEAR, with_year=True) == said


@pytest.mark.parametrize(
    ("language", "short", "medium", "slip"),
    [
        (
            "de",
            "Mi, 02.12.",
            "Mi, 2.\N{NO-BREAK SPACE}Dezember",
            "2.\N{NO-BREAK SPACE}Dezember 2026",
        ),
        (
            "en",
            "Wed 2\N{NO-BREAK SPACE}Dec",
            "Wed 2\N{NO-BREAK SPACE}December",
            "2\N{NO-BREAK SPACE}December 2026",
        ),
    ],
)
def test_lists_subjects_and_slips_have_shorter_forms(
    language: str, short: str, medium: str, slip: str
) -> None:
    day = date(2026, 12, 2)

    assert short_date(day, language) == short
    assert medium_date(day, language) == medium
    assert slip_date(day, language) == slip


def test_a_subject_names_the_year_when_it_is_another_one() -> None:
    assert medium_date(WEDNESDAY, "de", LAST_YEAR) == "Mi, 25.\N{NO-BREAK SPACE}November 2026"


@pytest.mark.parametrize(
    ("language", "month", "weekday", "head"),
    [("de", "März 2027", "Donnerstag", "Do"), ("en", "March 2027", "Thursday", "Thu")],
)
def test_months_and_weekdays_have_names(language: str, month: str, weekday: str, head: str) -> None:
    day = date(2027, 3, 4)

    assert month_name(day, language) == month
    assert weekday_name(day, language) == weekday
    assert weekday_short(day, language) == head


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-at", "Mittwoch"),
        ("de_CH", "Mittwoch"),
        ("en-us", "Wednesday"),
        ("../../etc/passwd", "Wednesday"),
        ("", "Wednesday"),
    ],
)
def test_kinds_of_german_are_german_and_all_else_is_english(language: str, said: str) -> None:
    assert weekday_name(WEDNESDAY, language) == said


@pytest.mark.parametrize(
    ("first", "last", "german", "english"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23. bis 29. November", "23 to 29 November"),
        (date(2026, 11, 30), date(2026, 12, 6), "30. November bis 6. Dezember", "30 November to 6 December"),
        (
            *(date(2026, 12, 28), date(2027, 1, 3)),
            *("28. Dezember bis 3. Januar 2027", "28 December to 3 January 2027"),
        ),
    ],
)
def test_days_in_a_row_are_said_from_to(first: date, last: date, german: str, english: str) -> None:
    said = [dates_from_to(first, last, language, WEDNESDAY) for language in ("de", "en")]

    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in said] == [german, english]
