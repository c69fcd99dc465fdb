"""X3: each row has one key and each key one row, however often it was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tests.torture.evidence import Evidence, hashed
from tests.torture.journal import Attempt, Outcome


def one_key_one_booking(evidence: Evidence) -> list[str]:
    return [*_ghosts(evidence), *_double_answers(evidence.attempts), *_without_result(evidence)]


def _ghosts(evidence: Evidence) -> Iterator[str]:
    """Bookings that came by the pages of customers without a key of a client of ours, or by two."""
    asked = {hashed(each.key) for each in evidence.attempts if each.key}
    keys: dict[str, list[str]] = defaultdict(list)
    for row in evidence.accepted:
        if row.caller == "booking-page":
            keys[row.result].append(row.key_hash)
    for booking in evidence.bookings:
        own = keys.get(booking.uid, [])
        if booking.origin == "online" and (len(own) != 1 or own[0] not in asked):
            known = len(set(own) & asked)
            yield f"booking {booking.id} has {len(own)} keys, of which {known} are in a journal"


def _double_answers(attempts: list[Attempt]) -> Iterator[str]:
    by_key: dict[str, set[str]] = defaultdict(set)
    for attempt in attempts:
        if attempt.what == "book" and attempt.key:
            confirmed = (told for told in attempt.told if told.outcome is Outcome.CONFIRMED)
            by_key[attempt.key].update(told.token for told in confirmed)
    return (f"one key led to {len(tokens)} bookings" for tokens in by_key.values() if len(tokens) > 1)


def _without_result(evidence: Evidence) -> Iterator[str]:
    uids = {booking.uid for booking in evidence.bookings}
    return (
        f"accepted request {row.id} leads to no booking"
        for row in evidence.accepted
        if row.result not in uids
    )
