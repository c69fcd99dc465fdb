"""Our invitations, taken in by a calendar server that we did not write: one event, moved, then cancelled."""

from __future__ import annotations

import email.policy
import subprocess
import sys
from pathlib import Path

import icalendar

from terminbuch.mail.envelope import Mail
from terminbuch.mail.invitations import calendar
from terminbuch.mail.letters import letter
from terminbuch.mail.occasion import occasion
from terminbuch.models import Delivery

from .cases import delivery_of
from .rows import BOOKING, MONDAY_NOON

OURS = "termine@terminbuch.example"


def taken_in(home: Path, delivery: Delivery) -> None:
    """As the reader's mail server would: the whole mail on standard input."""
    told = occasion(delivery, now=MONDAY_NOON)
    mail = Mail(letter(told), told, calendar(told, address=OURS), address=OURS)
    message = mail.message(policy=email.policy.SMTP)
    # This server passes over what programs send, and ours say that they are; mail programs don't.
    del message["Auto-Submitted"]
    raw = message.as_bytes()
    command = [sys.executable, "-m", "xandikos", "import-imip", "--autocreate", "-d", str(home)]
    subprocess.run(command, input=raw, check=True, capture_output=True, timeout=60)


def events(home: Path) -> list[tuple[str, str, str, str]]:
    """All that stand in the reader's calendars."""
    found = [file.read_text(encoding="utf-8") for file in home.glob("user/calendars/*/*.ics")]
    return [
        (str(event["UID"]), str(event["SEQUENCE"]), str(event["STATUS"]), f"{event.start:%a %H:%M %Z}")
        for text in found
        for event in icalendar.Calendar.from_ical(text).events
    ]


def test_one_event_is_created_then_moved_then_cancelled(tmp_path: Path) -> None:
    taken_in(tmp_path, delivery_of("booking_confirmed"))
    wednesday = "Wed 09:15 UTC"
    assert events(tmp_path) == [(str(BOOKING), "0", "CONFIRMED", wednesday)]

    taken_in(tmp_path, delivery_of("booking_moved"))
    friday = "Fri 13:30 UTC"
    assert events(tmp_path) == [(str(BOOKING), "1", "CONFIRMED", friday)]

    cancelled = delivery_of("booking_cancelled")
    cancelled.facts |= {"sequence": 2}
    taken_in(tmp_path, cancelled)
    # It strikes out the event that it has, and takes over nothing else of the cancellation.
    assert events(tmp_path) == [(str(BOOKING), "1", "CANCELLED", friday)]
