"""Who only looks, all the time: a move must be seen as old or as new, never as both, never as none (X11)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.torture.clients import Client, Lost, Unreached
from tests.torture.evidence import Reading, instant
from tests.torture.house import House
from tests.torture.life.town import Town

PAUSE = 0.05
START = re.compile(rb"^DTSTART(?:;TZID=[^:]+)?:(\d{8}T\d{6})(Z?)\r?$", re.MULTILINE)
TORN = """
SELECT booking.id, booking.starts_at, booking.buffer_before_minutes, min(row.starts_at), count(row.id)
FROM terminbuch_booking AS booking LEFT JOIN terminbuch_allocation AS row
ON row.booking_id = booking.id AND row.live AND NOT row.is_wish
WHERE booking.status IN ('pending', 'confirmed')
GROUP BY booking.id, booking.starts_at, booking.buffer_before_minutes"""


@dataclass(eq=False)
class Readers:
    """One reads the tables, all bookings in one statement; the others read customers' calendar files."""

    house: House
    town: Town
    looks: int = 0
    bookings_seen: int = 0
    torn: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    def watch_tables(self) -> None:
        while self._goes_on():
            rows = self.house.sql(TORN)
            self.looks, self.bookings_seen = self.looks + 1, self.bookings_seen + len(rows)
            for key, starts_at, before, first, count in rows:
                begins = instant(first).timestamp() + before * 60 if first else None
                if count == 0 or begins != instant(starts_at).timestamp():
                    self.torn.append(f"booking {key} at {starts_at} was seen with {count} rows from {first}")

    def watch_files(self, client: Client) -> None:
        while self._goes_on():
            booking = self.town.some(client.luck)
            if booking is None:
                continue
            try:
                answer = client.ask("GET", f"/-/manage/{booking.link}/calendar.ics")
            except (Lost, Unreached):
                continue
            found = START.search(answer.body[answer.body.find(b"BEGIN:VEVENT") :])
            if answer.status == 200 and found and found[2]:
                start = datetime.strptime(found[1].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
                self.readings.append(Reading(booking.uid, start, time.time()))

    def _goes_on(self) -> bool:
        time.sleep(PAUSE)
        return not self.town.is_over and not self.house.is_closed
