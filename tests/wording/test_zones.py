"""How time zones are said."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from terminbuch.wording import utc_offset, zone_choices, zone_label, zone_short_name

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "instant", "german", "english"),
    [
        ("Europe/Berlin", WINTER, "Berlin (MEZ, UTC+1)", "Berlin (CET, UTC+1)"),
        ("Europe/Berlin", SUMMER, "Berlin (MESZ, UTC+2)", "Berlin (CEST, UTC+2)"),
        ("Europe/London", WINTER, "London (UTC+0)", "London (GMT, UTC+0)"),
        ("Europe/London", SUMMER, "London (UTC+1)", "London (BST, UTC+1)"),
        ("Europe/Lisbon", WINTER, "Lissabon (WEZ, UTC+0)", "Lisbon (WET, UTC+0)"),
        ("America/New_York", SUMMER, "New York (UTC−4)", "New York (EDT, UTC−4)"),
        ("America/St_Johns", WINTER, "St. John’s (UTC−3:30)", "St. John’s (UTC−3:30)"),
        ("Asia/Kathmandu", WINTER, "Kathmandu (UTC+5:45)", "Kathmandu (UTC+5:45)"),
        ("America/Argentina/Ushuaia", WINTER, "Ushuaia (UTC−3)", "Ushuaia (UTC−3)"),
        ("UTC", WINTER, "UTC", "UTC"),
    ],
)
def test_a_zone_is_city_short_name_and_offset(
    zone: str, instant: datetime, german: str, english: str
) -> None:
    assert zone_label(ZoneInfo(zone), instant, "de") == german
    assert zone_label(ZoneInfo(zone), instant, "en") == english


def test_a_renamed_city_is_known_by_both_names() -> None:
    assert zone_label(ZoneInfo("Europe/Kyiv"), WINTER, "de") == "Kiew (OEZ, UTC+2)"
    assert zone_label(ZoneInfo("Europe/Kiev"), WINTER, "de") == "Kiew (OEZ, UTC+2)"


def test_irish_summer_time_is_not_called_gmt_although_the_law_calls_it_standard() -> None:
    dublin = ZoneInfo("Europe/Dublin")

    assert zone_label(dublin, WINTER, "en") == "Dublin (GMT, UTC+0)"
    assert zone_label(dublin, SUMMER, "en") == "Dublin (UTC+1)"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("instant", [WINTER, SUMMER])
def test_a_short_name_means_one_offset_all_over_the_world(language: str, instant: datetime) -> None:
    offsets: dict[str, set[str]] = {}
    for _, choices in zone_choices(language):
        for name, _ in choices:
            short = zone_short_name(ZoneInfo(name), instant, language)
            if short is not None:
                offsets.setdefault(short, set()).add(utc_offset(instant, ZoneInfo(name)))

    assert {short: said for short, said in offsets.items() if len(said) > 1} == {}
    assert "MEZ" in offsets or "CET" in offsets or "MESZ" in offsets or "CEST" in offsets
