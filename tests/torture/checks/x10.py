"""X10: the history, read from the beginning, gives the table: status and time of every booking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from tests.torture.evidence import Booking, Entry, Evidence

BECOMES = {
    "booked": "confirmed", "entered": "confirmed", "requested": "pending", "accepted": "confirmed",
    "cancelled": "cancelled", "request_declined": "declined", "request_expired": "expired",
}  # fmt: skip


def history_gives_the_table(evidence: Evidence) -> list[str]:
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in evidence.history:
        if entry.booking is not None:
            entries[entry.booking].append(entry)
    return [said for booking in evidence.bookings for said in _differs(booking, entries[booking.id])]


def _differs(booking: Booking, entries: list[Entry]) -> Iterator[str]:
    """By their ids, as they were written: ``at`` is when the request came, and some waited for others."""
    if not entries or entries[0].what not in {"booked", "requested", "entered"}:
        yield f"booking {booking.id} has no beginning in the history"
        return
    status = [BECOMES[entry.what] for entry in entries if entry.what in BECOMES][-1]
    if status != booking.status:
        yield f"booking {booking.id} is {booking.status}, by its history {status}"
    yield from _times(booking, entries)


def _times(booking: Booking, entries: list[Entry]) -> Iterator[str]:
    now, was = None, None
    for entry in entries:
        if entry.what == "undone" and was is not None:
            now, was = was, None
        elif entry.what == "edited" and "to" not in entry.facts:
            was = None
        elif entry.what in {"moved", "edited"} and "to" in entry.facts:
            if now is not None and entry.facts["was"] != now:
                yield f"booking {booking.id} moved from {entry.facts['was']}, by its history it was at {now}"
            was, now = entry.facts["was"], entry.facts["to"]
    if now is not None and datetime.fromisoformat(now) != booking.starts_at:
        yield f"booking {booking.id} is at {booking.starts_at}, by its history at {now}"
