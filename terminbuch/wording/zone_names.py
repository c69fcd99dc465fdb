"""Names of cities and zones in the two languages, from the Unicode CLDR by Babel.

Babel's own functions look zones up by their present name only, while CLDR keeps
the first name it ever gave ("Europe/Kiev"); hence the look-up by both.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from terminbuch.wording.languages import is_german

# CLDR's sign for "there is a name, but people here don't use it".
NOT_USED = "∅∅∅"


def present_name(name: str) -> str:
    """The IANA name in use today: "Europe/Kyiv" for "Europe/Kiev"; an unknown one as it is."""
    present: str = get_global("zone_aliases").get(name, name)
    # CLDR prefers the long one; browsers and we write the short one.
    return "UTC" if present == "Etc/UTC" else present


@cache
def city_name(name: str, language: str) -> str:
    """The city that an IANA name stands for: "Tokio" in German, "Tokyo" in English."""
    for locale in _locales(language):
        known = locale.time_zones.get(_first_name(name), {})
        if "city" in known:
            return str(known["city"])
    return present_name(name).rpartition("/")[2].replace("_", " ")


@cache
def short_names(name: str, language: str) -> Mapping[str, str]:
    """What people call the zone's "standard" and "daylight" time, as far as they do: MEZ and MESZ."""
    used: dict[str, str] = {}
    for locale in _locales(language):
        for names in _kept(locale, _first_name(name)):
            used |= {kind: said for kind, said in names.items() if said != NOT_USED}
    return used


def _kept(locale: Locale, key: str) -> Iterator[Mapping[str, str]]:
    """Short names of the zones that keep the same time, then those of the zone alone, which win."""
    yield locale.meta_zones.get(get_global("meta_zones").get(key), {}).get("short", {})
    yield locale.time_zones.get(key, {}).get("short", {})


def _locales(language: str) -> tuple[Locale, ...]:
    """American names stand for American zones only, British ones (CET, BST) win."""
    return (Locale("de"),) if is_german(language) else (Locale("en"), Locale("en", "GB"))


def _first_name(name: str) -> str:
    present = present_name(name)
    return _first_names().get(present, present)


@cache
def _first_names() -> Mapping[str, str]:
    """From present names to the ones CLDR keeps, where they differ."""
    aliases = get_global("zone_aliases")
    kept = {*get_global("meta_zones"), *Locale("en").time_zones}
    return {aliases[first]: first for first in kept if first in aliases}
