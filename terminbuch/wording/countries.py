"""How countries are called."""

from babel import Locale

from terminbuch.wording.languages import locale_name


def country_name(code: str, language: str) -> str:
    """ "Deutschland" for "DE"; the code itself where there is no word for it."""
    return str(Locale.parse(locale_name(language)).territories.get(code, code))
