"""Ben's Google account, asked as the program asks it."""

from __future__ import annotations

from datetime import datetime, timedelta

from terminbuch.calendars import outbound
from terminbuch.calendars.google.kind import Google as Kind
from terminbuch.calendars.kind import Account
from terminbuch.ical.seen import Entry, Reading, SeenEvent
from tests.builders import BERLIN, MONDAY_9, SUNDAY_18, berlin
from tests.calendars.fakes.google import Google

BEN = "ben@salon.example"
FIRST, LAST = berlin(20, 0), berlin(30, 0)
BOOKING = "0f" * 16


def kind(fake: Google) -> Kind:
    secret = fake.signed_in()
    return Kind(Account("google", username=BEN, secret=secret, owners=frozenset({BEN}), zone=BERLIN))


def read(asked: Kind, calendar: str = BEN, *, token: str = "") -> Reading:
    reading = asked.read(calendar, starts_at=FIRST, ends_at=LAST, token=token, now=SUNDAY_18)
    return outbound.wait(reading, seconds=5)


def look(asked: Kind, calendar: str = BEN) -> list[SeenEvent]:
    return outbound.wait(asked.look(calendar, starts_at=FIRST, ends_at=LAST), seconds=5)


def an_entry(*, at: datetime = MONDAY_9, generation: int = 0, summary: str = "Termin") -> Entry:
    return Entry(
        marker=BOOKING, uid=f"{BOOKING}@salon.example", generation=generation, sequence=0, starts_at=at,
        ends_at=at + timedelta(hours=1), summary=summary,
    )  # fmt: skip
