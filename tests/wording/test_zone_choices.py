"""Which zones can be chosen, and which names from outside are taken for one."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terminbuch.wording import canonical_zone, zone_choices


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Argentina/Ushuaia", "UTC", "Etc/GMT+5"])
def test_an_iana_name_is_its_zone(name: str) -> None:
    assert canonical_zone(name) == ZoneInfo(name)


@pytest.mark.parametrize(
    ("old", "present"),
    [("Asia/Calcutta", "Asia/Kolkata"), ("Europe/Kiev", "Europe/Kyiv"), ("Etc/UTC", "UTC"), ("Zulu", "UTC")],
)
def test_an_old_name_is_the_zone_by_its_present_name(old: str, present: str) -> None:
    assert canonical_zone(old) == ZoneInfo(present)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "Europe",
        "Europe/",
        "europe/berlin",
        "EUROPE/BERLIN",
        " Europe/Berlin",
        "Europe/Berlin\n",
        "Europe/Berlin\0",
        "\0",
        "Europe/../Europe/Berlin",
        "Europe//Berlin",
        "/usr/share/zoneinfo/Europe/Berlin",
        "/etc/localtime",
        "Factory",
        "localtime",
        "posixrules",
        "posix/Europe/Berlin",
        "right/UTC",
        "tzdata.zi",
        "zone.tab",
        "Mars/Olympus",
        "x" * 100_000,
        "\ud800",
    ],
)
def test_nothing_else_is_a_zone(name: str) -> None:
    assert canonical_zone(name) is None


@given(st.text())
def test_no_text_makes_the_question_fail(name: str) -> None:
    zone = canonical_zone(name)

    assert zone is None or canonical_zone(zone.key) == zone


def test_choices_are_grouped_by_region_and_sorted_by_city() -> None:
    asia = dict(zone_choices("de"))["Asien"]

    cities = [city for _, city in asia]
    assert [region for region, _ in zone_choices("de")][:3] == ["Europa", "Amerika", "Afrika"]
    assert cities.index("Singapur") < cities.index("Tokio") < cities.index("Ulaanbaatar")
    assert ("Asia/Tokyo", "Tokio") in asia


def test_accents_do_not_change_the_place_in_the_list() -> None:
    america = [city for _, city in dict(zone_choices("de"))["Amerika"]]

    assert america.index("Santo Domingo") < america.index("São Paulo") < america.index("Tegucigalpa")


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_zone_is_offered_once_by_its_present_name_and_under_a_city_of_its_own(language: str) -> None:
    for region, choices in zone_choices(language):
        names, cities = zip(*choices, strict=True)
        assert [canonical_zone(name) for name in names] == [ZoneInfo(name) for name in names]
        assert len(set(cities)) == len(cities), region
