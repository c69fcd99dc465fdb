from __future__ import annotations

from datetime import date

import pytest

from terminbuch.queries.public_holidays import PublicHoliday, countries, public_holidays, regions


def test_each_state_has_its_own() -> None:
    berlin = {each.on for each in public_holidays("DE", "BE", 2027, "de")}
    bavaria = {each.on for each in public_holidays("DE", "BY", 2027, "de")}

    assert berlin - bavaria == {date(2027, 3, 8)}
    assert bavaria - berlin == {date(2027, 1, 6), date(2027, 5, 27), date(2027, 11, 1)}


@pytest.mark.parametrize(("language", "name"), [("de", "Neujahr"), ("en", "New Year's Day")])
def test_they_are_named_in_the_business_language(language: str, name: str) -> None:
    assert public_holidays("DE", "", 2027, language)[0] == PublicHoliday(date(2027, 1, 1), name)


def test_where_the_library_has_no_german_names_the_country_has_its_own() -> None:
    assert public_holidays("FR", "", 2027, "de")[0] == PublicHoliday(date(2027, 1, 1), "Jour de l'an")


@pytest.mark.parametrize(("country", "region"), [("ZZ", ""), ("", ""), ("DE", "XX"), ("de", "BE")])
def test_what_is_no_country_or_state_has_none(country: str, region: str) -> None:
    assert public_holidays(country, region, 2027, "de") == []


def test_states_are_listed_by_name_without_towns() -> None:
    assert [name for _code, name in regions("DE")][:4] == [
        "Baden-Württemberg",
        "Bayern",
        "Berlin",
        "Brandenburg",
    ]
    assert "Augsburg" not in dict(regions("DE"))
    assert regions("ZZ") == []


@pytest.mark.parametrize(("language", "name"), [("de", "Österreich"), ("en", "Austria")])
def test_countries_are_listed_once_by_their_name(language: str, name: str) -> None:
    found = countries(language)

    assert dict(found)["AT"] == name
    assert len({code for code, _name in found}) == len(found)
