"""Public holidays by country and state, as the library ``holidays`` knows them. No table of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from terminbuch.models import Location
from terminbuch.wording.countries import country_name

HOME = "DE"
# The library's word for our languages; where it has no names in them it takes the country's own.
LANGUAGES = {"de": "de", "en": "en_US"}
LONGEST = Location._meta.get_field("region").max_length or 0


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    on: date
    name: str


def countries(language: str) -> list[tuple[str, str]]:
    """Codes (ISO 3166-1) and names, by name."""
    named = [(code, country_name(code, language)) for code in _codes()]
    return sorted(named, key=lambda each: _by_letters(each[1]))


def is_country(code: str) -> bool:
    """Whether its holidays are known."""
    return code in _codes()


def regions(country: str) -> list[tuple[str, str]]:
    """Codes and names of a country's states that have holidays of their own, by name; towns are left out."""
    import holidays  # noqa: PLC0415  # takes a quarter of a second, and is needed once a year

    if country not in _codes():
        return []
    names = holidays.country_holidays(country).get_subdivision_aliases()
    known = [(code, words[0] if words else code) for code, words in names.items() if len(code) <= LONGEST]
    return sorted(known, key=lambda each: _by_letters(each[1]))


def public_holidays(country: str, region: str, year: int, language: str) -> list[PublicHoliday]:
    """Of a whole country where no region is named; nothing for what is none. By date."""
    import holidays  # noqa: PLC0415  # see above

    if country not in _codes() or (region and region not in dict(regions(country))):
        return []
    found = holidays.country_holidays(
        country, subdiv=region or None, years=year, language=LANGUAGES[language]
    )
    return [PublicHoliday(on, name) for on, name in sorted(found.items()) if on.year == year]


@cache
def _codes() -> frozenset[str]:
    import holidays  # noqa: PLC0415  # see above

    return frozenset(code for code in holidays.list_supported_countries() if len(code) == len(HOME))


def _by_letters(name: str) -> str:
    """Ä beside A: the list is for people who look for a name."""
    return name.casefold().translate(str.maketrans("äöüåéí", "aouaei"))
