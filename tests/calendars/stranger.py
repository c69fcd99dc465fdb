"""What the caldav library sees and does. It runs in an environment of its own: see dev/another_client.py.

Reads {address, username, password, calendar, add: [start, end]} as JSON and answers what it saw before it
wrote an event of its own: a list of [uid, start, end, summary].
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import caldav  # type: ignore[import-not-found]


def main(asked: dict[str, Any]) -> list[list[str]]:
    client = caldav.DAVClient(asked["address"], username=asked["username"], password=asked["password"])
    calendars = client.principal().calendars()
    (calendar,) = [one for one in calendars if str(one.url) == asked["calendar"]]
    start, end = map(datetime.fromisoformat, asked["span"])
    found = calendar.search(start=start, end=end, event=True, expand=True)
    opens, closes = map(datetime.fromisoformat, asked["add"])
    calendar.add_event(dtstart=opens, dtend=closes, summary="Zahnarzt")
    return sorted(map(_words, found))


def _words(event: Any) -> list[str]:
    inner = event.icalendar_component
    span = [inner[name].dt.astimezone(UTC).isoformat() for name in ("DTSTART", "DTEND")]
    return [str(inner["UID"]), *span, str(inner["SUMMARY"])]


if __name__ == "__main__":
    json.dump(main(json.load(sys.stdin)), sys.stdout)
