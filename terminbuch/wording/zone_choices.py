"""Which time zones there are, and in which order people find theirs."""

import unicodedata
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from terminbuch.wording.languages import is_german
from terminbuch.wording.zone_names import city_name, present_name

# In zoneinfo's list, but the server's own setting or a placeholder.
NO_ZONES = {"Factory", "localtime", "posixrules"}

# First part of an IANA name: German, English. The order is the one shown.
REGIONS = {
    "Europe": ("Europa", "Europe"),
    "America": ("Amerika", "America"),
    "Africa": ("Afrika", "Africa"),
    "Asia": ("Asien", "Asia"),
    "Australia": ("Australien", "Australia"),
    "Pacific": ("Pazifik", "Pacific"),
    "Atlantic": ("Atlantik", "Atlantic"),
    "Indian": ("Indischer Ozean", "Indian Ocean"),
    "Arctic": ("Arktis", "Arctic"),
    "Antarctica": ("Antarktis", "Antarctica"),
    "UTC": ("Weltzeit", "World time"),
}

type Choice = tuple[str, str]
type Choices = tuple[tuple[str, tuple[Choice, ...]], ...]


def canonical_zone(name: str) -> ZoneInfo | None:
    """The zone of exactly this IANA name, by the name in use today; None for all else a visitor may send.

    Browsers still send old names ("Asia/Calcutta"). Never raises and opens no file that the name
    could point to: ``zoneinfo`` alone would follow paths, other spellings and the server's own settings.
    """
    if name not in _names():
        return None
    present = present_name(name)
    return ZoneInfo(present if present in _names() else name)


@cache
def zone_choices(language: str) -> Choices:
    """For a select: regions, and in each the zones as (IANA name, city), by city.

    One name for each zone, the one in use today; old names are left out.
    """
    column = 0 if is_german(language) else 1
    return tuple((said[column], _zones_of(region, language)) for region, said in REGIONS.items())


def _zones_of(region: str, language: str) -> tuple[Choice, ...]:
    named = ((name, city_name(name, language)) for name in _present_names() if name.split("/")[0] == region)
    return tuple(sorted(named, key=lambda choice: _letters(choice[1])))


def _letters(city: str) -> str:
    """For sorting as in a dictionary: Zürich beside Zurich, not after Zz."""
    return unicodedata.normalize("NFKD", city).encode("ascii", "ignore").decode().casefold()


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones() - NO_ZONES)


def _present_names() -> frozenset[str]:
    return _names() & {*get_global("zone_territories"), "UTC"}
