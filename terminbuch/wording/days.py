"""How a day of the calendar is said. Days are given as dates: whose day it is, is the caller's question."""

from datetime import date

from babel.dates import format_date

from terminbuch.wording.languages import NO_BREAK, is_german, locale_name


def long_date(day: date, *, language: str, today: date | None = None, with_year: bool = False) -> str:
    """ "Mittwoch, 25. November", "Wednesday 25 November".

    The year is added when ``today`` lies in another one, and always ``with_year``.
    """
    german, english = f"EEEE, d.{NO_BREAK}MMMM", f"EEEE d{NO_BREAK}MMMM"
    return _said(day, german, english, language) + _year(day, today, with_year)


def medium_date(day: date, language: str, today: date | None = None) -> str:
    """ "Mi, 25. November", "Wed 25 November"; the year is added when ``today`` lies in another one."""
    german, english = f"ccc, d.{NO_BREAK}MMMM", f"ccc d{NO_BREAK}MMMM"
    return _said(day, german, english, language) + _year(day, today)


def short_date(day: date, language: str) -> str:
    """ "Mi, 25.11.", "Wed 25 Nov": for lists, where the year is known."""
    return _said(day, "ccc, dd.MM.", f"ccc d{NO_BREAK}MMM", language)


def slip_date(day: date, language: str) -> str:
    """ "25. November 2026", "25 November 2026": without the weekday, always with the year."""
    return _said(day, f"d.{NO_BREAK}MMMM y", f"d{NO_BREAK}MMMM y", language)


def dates_from_to(first: date, last: date, language: str, today: date | None = None) -> str:
    """ "23. bis 29. November", "30. November bis 6. Dezember", "23 to 29 November".

    The year is added when ``today`` lies in another one.
    """
    german, english = f"d.{NO_BREAK}MMMM", f"d{NO_BREAK}MMMM"
    to = "bis" if is_german(language) else "to"
    same_month = (first.year, first.month) == (last.year, last.month)
    opening = _said(first, "d." if same_month else german, "d" if same_month else english, language)
    return f"{opening} {to} {_said(last, german, english, language)}{_year(last, today)}"


def month_name(first: date, language: str) -> str:
    """ "November 2026": the month of any of its days."""
    return _said(first, "LLLL y", "LLLL y", language)


def weekday_name(day: date, language: str) -> str:
    """ "Mittwoch", "Wednesday"."""
    return _said(day, "cccc", "cccc", language)


def weekday_short(day: date, language: str) -> str:
    """ "Mi", "Wed": for column heads."""
    return _said(day, "ccc", "ccc", language)


def _said(day: date, german: str, english: str, language: str) -> str:
    """By a pattern of Unicode TR 35."""
    return format_date(day, german if is_german(language) else english, locale_name(language))


def _year(day: date, today: date | None, with_year: bool = False) -> str:
    another = today is not None and today.year != day.year
    return f" {day.year}" if with_year or another else ""
