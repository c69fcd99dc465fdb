"""The calendars of an account."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from terminbuch.ical.seen import Found

from .answers import CALDAV, CALENDAR_SERVER, DAV, Part
from .questions import properties
from .server import Server, address_of

ASKED: Final = properties(
    "D:resourcetype",
    "D:displayname",
    "D:current-user-privilege-set",
    "C:supported-calendar-component-set",
    "C:calendar-timezone",
)
RIGHTS: Final = f"{DAV}current-user-privilege-set"
WRITING: Final = (f"{DAV}write", f"{DAV}all", f"{DAV}bind")
COMPONENTS: Final = f"{CALDAV}supported-calendar-component-set"


async def calendars(server: Server, home: str) -> list[Found]:
    """In the order of their names. Subscriptions are left out: their server knows none of their events."""
    listed = await server.list("PROPFIND", home, ASKED, depth="1")
    found = [_found(part, home) for part in listed.parts if _is_calendar(part)]
    return sorted(found, key=lambda one: (one.name.casefold(), one.remote_id))


def _is_calendar(part: Part) -> bool:
    kind = f"{DAV}resourcetype"
    if not part.holds(kind, f"{CALDAV}calendar") or part.holds(kind, f"{CALENDAR_SERVER}subscribed"):
        return False
    components = part.properties.get(COMPONENTS)
    return components is None or any(one.get("name", "").upper() == "VEVENT" for one in components)


def _found(part: Part, home: str) -> Found:
    address = address_of(part.href, home)
    name = part.text(f"{DAV}displayname") or unquote(address.rstrip("/").rpartition("/")[2])
    return Found(address, name[:200], _may_write(part), zone_name=_zone_name(part))


def _may_write(part: Part) -> bool | None:
    if RIGHTS not in part.properties:
        return None
    return any(part.holds(RIGHTS, right) for right in WRITING)


def _zone_name(part: Part) -> str:
    """Empty where it is none that we know: then the person says it."""
    found = re.search(r"^TZID[^:\r\n]*:(.+?)\s*$", part.text(f"{CALDAV}calendar-timezone"), re.MULTILINE)
    try:
        return str(ZoneInfo(found[1])) if found else ""
    except (OSError, ValueError):
        return ""
