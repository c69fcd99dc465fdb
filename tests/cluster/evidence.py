"""What the tables and the journal say, compared: plain SQL on the server that takes changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tests.cluster.databases import ask
from tests.concurrency.tables import HOMELESS, OVERLAPS
from tests.torture.journal import Attempt, Outcome

DATABASE = "terminbuch"
ROWS = "SELECT email, starts_at FROM terminbuch_booking WHERE email LIKE 'visitor-%%'"


@dataclass(frozen=True)
class Verdict:
    """``lost``: confirmed, and no row. ``strange``: a row that nobody asked for, or two for one form."""

    asked: int
    confirmed: int
    refused: int
    uncertain: int
    sent_again: int
    overlaps: int
    homeless: int
    lost: int
    strange: int


def verdict(attempts: list[Attempt], primary: str) -> Verdict:
    rows = Counter((email, starts_at) for email, starts_at in ask(primary, ROWS, database=DATABASE))
    asked = {_what(attempt): attempt for attempt in attempts}
    said = Counter(attempt.outcome for attempt in attempts)
    confirmed = {what for what, attempt in asked.items() if attempt.outcome is Outcome.CONFIRMED}
    return Verdict(
        asked=len(attempts),
        confirmed=said[Outcome.CONFIRMED],
        refused=said[Outcome.REFUSED],
        uncertain=said[Outcome.UNKNOWN] + said[Outcome.FAILED],
        sent_again=sum(len(attempt.told) > 1 for attempt in attempts),
        overlaps=int(ask(primary, OVERLAPS, database=DATABASE)[0][0]),
        homeless=int(ask(primary, HOMELESS, database=DATABASE)[0][0]),
        lost=sum(what not in rows for what in confirmed),
        strange=sum(number - (what in confirmed) for what, number in rows.items()),
    )


def _what(attempt: Attempt) -> tuple[str, datetime]:
    return attempt.about["email"], datetime.fromisoformat(attempt.about["start"])


def longest_gap(attempts: list[Attempt], since: float, until: float) -> float:
    """The longest time without a confirmed booking between these two instants, in seconds."""
    heard = sorted(
        told.ended
        for attempt in attempts
        for told in attempt.told
        if told.outcome is Outcome.CONFIRMED and since <= told.ended <= until
    )
    return max(later - earlier for earlier, later in pairwise([since, *heard, until]))


def troubled(attempts: list[Attempt], since: float, until: float) -> Counter[str]:
    """What visitors got meanwhile that was no answer: by status, or by what became of the connection."""
    return Counter(
        f"{told.status or 'no answer'} {told.said}".strip()
        for attempt in attempts
        for told in attempt.told
        if told.outcome in {Outcome.FAILED, Outcome.UNKNOWN} and since <= told.ended <= until
    )
