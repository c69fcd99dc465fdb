"""X9: what stands in a calendar of the outside are the bookings of its person, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from tests.torture.evidence import gathered
from tests.torture.house import House
from tests.torture.people import Person

type Entries = Iterable[tuple[str, datetime]]
"""Of each entry of ours the booking's uid, 32 hexadecimal digits, and when it begins."""
MARK = re.compile(rb"(?m)^X-TERMINBUCH[^:\r\n]*:([0-9a-f-]{32,36})")
START = re.compile(rb"(?m)^DTSTART[^:\r\n]*:(\d{8}T\d{6})(Z?)")


def calendar_agrees(house: House, person: Person, entries: Entries) -> list[str]:
    evidence = gathered(house)
    theirs = {row.booking for row in evidence.allocations if row.live and row.resource == person.id}
    wanted = Counter(
        (each.uid, each.starts_at)
        for each in evidence.bookings
        if each.id in theirs and each.is_live and each.ends_at > evidence.now
    )
    there = Counter(entries)
    missing = [f"{uid} at {start} is not in" for uid, start in (wanted - there).elements()]
    extra = [f"{uid} at {start} is again or wrongly in" for uid, start in (there - wanted).elements()]
    return [f"X9: booking {said} the calendar of {person.name}" for said in [*missing[:5], *extra[:5]]]


def entries_in(bodies: Iterable[bytes]) -> list[tuple[str, datetime]]:
    """Ours among these objects of a CalDAV server."""
    found = []
    for body in bodies:
        mark, start = MARK.search(body), START.search(body)
        if mark and start:
            at = datetime.strptime(start[1].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found.append((mark[1].decode().replace("-", ""), at))
    return found
