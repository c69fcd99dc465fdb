"""X2: what somebody was told stands: the row is there with the same times, unless something came later."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from tests.torture.evidence import Booking, Evidence, hashed
from tests.torture.journal import Attempt, Outcome

DEEDS = {"book", "move", "wish", "cancel", "enter", "edit", "undo", "accept", "decline", "redeem"}
ELSEWHEN = {"accept", "undo", "wish"}
"""After these it stands, at one of several times: as it was, as it was wished."""


def confirmed_stands(evidence: Evidence) -> list[str]:
    """Of each booking, one of those changes that no other began after is what the table says."""
    by_token: dict[str, list[Attempt]] = defaultdict(list)
    for attempt in evidence.attempts:
        token = attempt.token or attempt.last.token
        if attempt.what in DEEDS and attempt.outcome is Outcome.CONFIRMED and token:
            by_token[token].append(attempt)
    rows = {booking.link_hash: booking for booking in evidence.bookings}
    said = (_judged(attempts, rows, token) for token, attempts in by_token.items())
    return [sentence for sentence in said if sentence]


def _judged(attempts: list[Attempt], rows: dict[str, Booking], token: str) -> str:
    booking = rows.get(hashed(token))
    first = min(attempts, key=lambda attempt: attempt.number)
    if booking is None:
        return f"attempt {first.number} was confirmed and has no row"
    last = [each for each in attempts if not any(other.began >= each.ended for other in attempts)]
    has_wished = any(each.what == "wish" for each in attempts)
    if any(_agrees(each, booking, has_wished=has_wished) for each in last):
        return ""
    return (
        f"attempt {last[0].number} ({last[0].what}) was confirmed, but booking {booking.id} is"
        f" {booking.status} at {booking.starts_at}"
    )


def _agrees(attempt: Attempt, booking: Booking, *, has_wished: bool) -> bool:
    if attempt.what == "cancel":
        return not booking.is_live
    if attempt.what == "decline":
        # Where a wish for another time is declined, the booking stays.
        return has_wished or not booking.is_live
    if attempt.what in ELSEWHEN:
        return booking.is_live
    start = attempt.about.get("start")
    return booking.is_live and (start is None or datetime.fromisoformat(start) == booking.starts_at)
