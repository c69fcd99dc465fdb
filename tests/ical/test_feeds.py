"""Feeds as well-known clients write them, and what they block from June to November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from terminbuch.ical.busy import understood_feed
from tests.ical.reading import JUNE, spans

FOLDER = Path(__file__).with_name("feeds")
ASKED = replace(JUNE, ends_at=datetime(2026, 11, 30, tzinfo=UTC))
BLOCKED = {
    "airbnb": ["06-03 22:00 – 06-06 22:00", "06-09 22:00 – 06-11 22:00"],
    "apple-icloud": [
        "06-01 16:00 – 06-01 17:00", "06-03 16:00 – 06-03 17:00", "06-04 16:00 – 06-04 17:00",
        "06-04 22:00 – 06-06 22:00",
    ],
    "evolution-this-and-future": [
        "06-01 06:00 – 06-01 07:00", "06-08 06:00 – 06-08 07:00", "06-16 08:00 – 06-16 08:30",
        "06-23 08:00 – 06-23 08:30",
    ],
    "exchange-published": ["06-03 07:00 – 06-03 07:30", "06-17 07:00 – 06-17 07:30"],
    "fastmail": [
        "10-23 21:00 – 10-24 01:00", "10-24 21:00 – 10-25 01:00", "10-25 22:00 – 10-26 02:00",
        "11-01 08:00 – 11-01 09:00",
    ],
    "google-birthday-and-declined": ["06-04 09:00 – 06-04 10:00"],
    "google-weekly": ["06-01 07:00 – 06-01 08:00", "06-09 12:00 – 06-09 13:00", "06-29 07:00 – 06-29 08:00"],
    "hand-written": ["06-01 08:00 – 06-01 09:00", "06-03 22:00 – 06-04 22:00", "06-05 10:00 – 06-05 11:00"],
    "nextcloud": [
        "06-03 08:00 – 06-03 09:30", "06-26 18:00 – 06-27 00:00", "07-31 18:00 – 08-01 00:00",
        "08-28 18:00 – 08-29 00:00", "09-25 18:00 – 09-26 00:00", "10-30 19:00 – 10-31 01:00",
        "11-27 19:00 – 11-28 01:00",
    ],
    "open-xchange": [
        "06-01 10:00 – 06-01 11:00", "06-03 10:00 – 06-03 11:00", "06-04 13:00 – 06-04 16:00",
        "06-15 10:00 – 06-15 11:00",
    ],
    "outlook-windows-zone": ["06-01 07:00 – 06-01 08:00", "06-01 22:00 – 06-03 22:00"],
    "outlook-zone-of-its-own": ["06-01 07:00 – 06-01 08:00", "06-02 07:00 – 06-02 08:00"],
    "thunderbird": ["06-01 09:00 – 06-01 10:00", "06-08 13:00 – 06-08 14:30", "06-15 09:00 – 06-15 10:00"],
    "zimbra-free-busy": [
        "06-02 07:00 – 06-02 08:00", "06-02 12:00 – 06-02 12:30", "06-03 07:00 – 06-03 08:00",
        "06-04 00:00 – 06-05 00:00",
    ],
}  # fmt: skip
SKIPPED = {
    "hand-written": (
        "line 16: VEVENT has no end.",
        "line 12: VEVENT was left out: DTSTART is missing.",
    )
}


@pytest.mark.parametrize("client", BLOCKED)
def test_a_feed_blocks_what_its_client_shows_as_busy(client: str):
    found = understood_feed((FOLDER / f"{client}.ics").read_bytes(), ASKED)

    assert spans(found) == BLOCKED[client]
    assert found.skipped == SKIPPED.get(client, ())


def test_every_feed_is_looked_at():
    assert {path.stem for path in FOLDER.iterdir()} == BLOCKED.keys()
