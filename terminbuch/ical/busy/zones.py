"""What a TZID means (B9)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

TZID = re.compile(rb"^TZID(?:;[^:]*)?:(.*)$", re.IGNORECASE | re.MULTILINE)
# A zone's own rules go by the year. Anything quicker is there to keep us busy.
QUICK = re.compile(rb"FREQ=(?!YEARLY)", re.IGNORECASE)
LONGEST = 20_000
# Microsoft's begin in 1601, and each time is looked for through every year since. 400 years later the days of
# the week are the same.
SINCE_1601 = re.compile(rb"^(DTSTART(?:;[^:\r\n]*)?:)1601", re.IGNORECASE | re.MULTILINE)


class Zones:
    """Those of one text. ``unknown`` collects the names that mean nothing: their times are the owner's."""

    def __init__(self, owner: ZoneInfo, described: Iterable[bytes] = ()) -> None:
        self.owner = owner
        self.unknown: set[str] = set()
        self._described = {_key(text): text for text in described}
        self._known: dict[str, tzinfo] = {}

    def of(self, tzid: str) -> tzinfo:
        if tzid not in self._known:
            self._known[tzid] = self._found(tzid)
        return self._known[tzid]

    def _found(self, tzid: str) -> tzinfo:
        zone = iana(tzid) or windows(tzid) or self._of_the_text(tzid) or by_vendor(tzid)
        if zone is None:
            self.unknown.add(tzid)
        return zone or self.owner

    def _of_the_text(self, tzid: str) -> tzinfo | None:
        text = self._described.get(tzid.casefold())
        if text is None or len(text) > LONGEST or QUICK.search(text):
            return None
        try:
            component = Timezone.from_ical(SINCE_1601.sub(rb"\g<1>2001", text))
            return component.to_tz(lookup_tzid=False) if isinstance(component, Timezone) else None
        except Exception:  # noqa: BLE001  # whatever is wrong with it, it is as good as missing
            return None


def iana(name: str) -> ZoneInfo | None:
    known = _names().get(name.strip().casefold())
    return ZoneInfo(known) if known else None


def windows(name: str) -> ZoneInfo | None:
    """A Windows name by CLDR."""
    known = _windows().get(name.strip().casefold())
    return iana(known) if known else None


def by_vendor(name: str) -> ZoneInfo | None:
    """ "/vendor.example/2026_1/Europe/Berlin" (RFC 5545, section 3.2.19): the longest end that is a name."""
    pieces = name.strip("/").split("/")[:12]
    ends = ("/".join(pieces[start:]) for start in range(1, len(pieces)))
    return next((zone for end in ends if (zone := iana(end))), None)


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@cache
def _windows() -> dict[str, str]:
    return {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}


def _key(text: bytes) -> str:
    found = TZID.search(text.replace(b"\r", b""))
    return found.group(1).decode("utf-8", "replace").strip().casefold() if found else ""
