"""X12: reminders are sent once, none for what is off, none after the start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from tests.torture.evidence import Delivery, Evidence
from tests.torture.sink import Received


def reminders(evidence: Evidence) -> list[str]:
    rows = {row.uid: row for row in evidence.deliveries if row.kind == "booking_reminder"}
    came = [(rows.get(mail.message_id.partition("@")[0].replace("-", "")), mail) for mail in evidence.mails]
    return [said for row, mail in came if row is not None for said in _wrong(row, mail, evidence)]


def _wrong(row: Delivery, mail: Received, evidence: Evidence) -> Iterator[str]:
    at = datetime.fromtimestamp(mail.at, UTC)
    if at > datetime.fromisoformat(row.facts["starts_at"]):
        yield f"reminder {row.id} came after the start"
    if row.state == "withdrawn":
        yield f"reminder {row.id} was withdrawn and came all the same"
    for entry in evidence.history:
        if entry.booking == row.booking and entry.what == "cancelled" and (at - entry.at).total_seconds() > 5:
            yield f"reminder {row.id} came {at - entry.at} after the cancellation"
