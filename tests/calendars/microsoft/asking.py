"""Ben's Microsoft account, asked as the program asks it."""

from __future__ import annotations

from datetime import datetime, timedelta

from terminbuch.calendars import outbound
from terminbuch.calendars.kind import Account
from terminbuch.calendars.microsoft.kind import Microsoft
from terminbuch.ical.seen import Entry, Reading, SeenEvent
from tests.builders import BERLIN, MONDAY_9, SUNDAY_18, berlin
from tests.calendars.fakes.graph import Graph

BEN = "ben"
FIRST, LAST = berlin(20, 0), berlin(30, 0)
BOOKING = "0f" * 16


def kind(fake: Graph) -> Microsoft:
    secret = fake.signed_in()
    return Microsoft(Account("microsoft", username="ben@salon.example", secret=secret, zone=BERLIN))


def read(asked: Microsoft, calendar: str = BEN, *, token: str = "") -> Reading:
    reading = asked.read(calendar, starts_at=FIRST, ends_at=LAST, token=token, now=SUNDAY_18)
    return outbound.wait(reading, seconds=5)


def look(asked: Microsoft, calendar: str = BEN) -> list[SeenEvent]:
    return outbound.wait(asked.look(calendar, starts_at=FIRST, ends_at=LAST), seconds=5)


def an_entry(*, at: datetime = MONDAY_9, generation: int = 0, summary: str = "Termin") -> Entry:
    return Entry(
        marker=BOOKING, uid=f"{BOOKING}@salon.example", generation=generation, sequence=0, starts_at=at,
        ends_at=at + timedelta(hours=1), summary=summary,
    )  # fmt: skip
