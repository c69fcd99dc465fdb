"""X7: mails tell the truth: time, link and reader are the booking's, and the last one is how it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from tests.torture.evidence import Booking, Delivery, Evidence, hashed
from tests.torture.sink import Received

BERLIN = ZoneInfo("Europe/Berlin")
LINK = re.compile(r"/-/manage/([A-Za-z0-9_-]{20,})/")
START = re.compile(r"^DTSTART(?:;TZID=([^:]+))?:(\d{8}T\d{6})(Z?)", re.MULTILINE)
UID = re.compile(r"^UID:([0-9a-f-]{32,36})", re.MULTILINE)
ABOUT_ITS_TIME = {"booking_confirmed", "booking_moved", "request_accepted", "booking_requested"}
"""To customers, of a booking that stands: they name its time and hold its link."""


def mails_tell_the_truth(evidence: Evidence) -> list[str]:
    rows = {row.uid: row for row in evidence.deliveries}
    bookings = {booking.id: booking for booking in evidence.bookings}
    said: list[str] = []
    for mail in evidence.mails:
        row = rows.get(mail.message_id.partition("@")[0].replace("-", ""))
        if row is not None and row.booking in bookings:
            said += [
                f"mail {row.kind} of booking {row.booking}: {wrong}" for wrong in _wrong(mail, row, bookings)
            ]
    return [*said, *_last_word(evidence)]


def _wrong(mail: Received, row: Delivery, bookings: dict[int, Booking]) -> Iterator[str]:
    booking, text = bookings[row.booking or 0], _text(mail.message)
    if mail.recipient != row.recipient:
        yield f"went to {mail.recipient} instead of {row.recipient}"
    links = {hashed(token) for token in LINK.findall(text)}
    if row.kind in ABOUT_ITS_TIME and booking.link_hash not in links:
        yield "does not hold the booking's link"
    starts_at = datetime.fromisoformat(row.facts["starts_at"])
    if row.kind in ABOUT_ITS_TIME and starts_at.astimezone(BERLIN).strftime("%H:%M") not in text:
        yield f"does not say {starts_at.astimezone(BERLIN):%H:%M}"
    yield from _wrong_entry(mail.message, booking, starts_at, row)


def _wrong_entry(
    message: EmailMessage, booking: Booking, starts_at: datetime, row: Delivery
) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() != "text/calendar":
            continue
        entry = part.get_content().replace("\r\n", "\n")
        uid = UID.search(entry)
        if uid is None or uid[1].replace("-", "") != booking.uid:
            yield "its calendar entry has another UID"
        if row.kind in ABOUT_ITS_TIME and _start(entry) != starts_at:
            yield f"its calendar entry begins at {_start(entry)} instead of {starts_at}"


def _start(entry: str) -> datetime | None:
    event = entry[entry.find("BEGIN:VEVENT") :]
    found = START.search(event)
    if found is None:
        return None
    zone = UTC if found[3] else ZoneInfo(found[1] or "UTC")
    return datetime.strptime(found[2], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    return str(body.get_content()) if body is not None else ""


def _last_word(evidence: Evidence) -> Iterator[str]:
    """What the customer was promised last is how the booking stands."""
    last: dict[int, Delivery] = {}
    told: dict[int, list[Delivery]] = defaultdict(list)
    for row in evidence.deliveries:
        if (
            row.booking
            and row.key.split(":")[2] == "customer"
            and row.kind not in {"booking_reminder", "offers"}
        ):
            told[row.booking].append(row)
    for booking in evidence.bookings:
        if rows := [row for row in told[booking.id] if row.state != "withdrawn"]:
            last[booking.id] = max(rows, key=lambda row: (int(row.key.split(":")[1]), row.id))
            yield from _contradiction(booking, last[booking.id])


def _contradiction(booking: Booking, row: Delivery) -> Iterator[str]:
    ended = row.kind in {"booking_cancelled", "request_declined", "request_expired"}
    if ended == booking.is_live:
        yield f"booking {booking.id} is {booking.status}, but its last mail is {row.kind}"
    if row.kind in ABOUT_ITS_TIME and datetime.fromisoformat(row.facts["starts_at"]) != booking.starts_at:
        yield f"the last mail of booking {booking.id} names another time than it has"
