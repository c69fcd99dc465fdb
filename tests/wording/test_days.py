"""How a day of the calendar is said."""

from datetime import date

import pytest

from terminbuch.wording import (
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
