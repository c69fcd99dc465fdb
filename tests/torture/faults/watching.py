"""Who looks at the copy of outside calendars all the time: what was known must not go away by itself."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime

from tests.torture.evidence import Evidence, instant
from tests.torture.house import House
from tests.torture.journal import Attempt, Outcome

PAUSE = 0.05
BUSY = """
SELECT b.resource_id, b.starts_at, b.ends_at, e.remote_id FROM terminbuch_busytime AS b
JOIN terminbuch_outsideevent AS e ON e.id = b.event_id WHERE e.booking_id IS NULL
"""
"""Without our own entries: these block where somebody moved them, and no more when they are back."""


@dataclass(frozen=True)
class Busy:
    person: int
    starts_at: datetime
    ends_at: datetime
    name: str


@dataclass(eq=False)
class Watch:
    """``since`` (after the first look that saw it), ``until`` (before the last one that did) and ``gone`` in
    seconds since 1970. What its owner removes is in ``removed`` before.
    """

    house: House
    since: dict[Busy, float] = field(default_factory=dict)
    until: dict[Busy, float] = field(default_factory=dict)
    gone: dict[Busy, float] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    looks: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()
        self.look()

    def look(self) -> None:
        began = time.time()
        rows = {Busy(row[0], instant(row[1]), instant(row[2]), row[3]) for row in self.house.sql(BUSY)}
        now, self.looks = time.time(), self.looks + 1
        for each in rows:
            self.since.setdefault(each, now)
            self.until[each] = began
        for each in self.since.keys() - rows - self.gone.keys():
            self.gone[each] = now
            if each.name not in self.removed:
                self.lost.append(f"{each.starts_at} of {each.person} was known, and is forgotten")

    def _watch(self) -> None:
        while not self._over.wait(PAUSE):
            self.look()

    def sold(self, evidence: Evidence) -> list[str]:
        """Bookings over time that was known to be taken before anybody asked, and still was when they were
        answered: what its owner removed meanwhile may be sold.
        """
        placed = _placed(evidence)
        return [
            f"booking {row.booking} stands over {busy.starts_at} of {row.resource}, known from {since:.3f} to"
            f" {self.until[busy]:.3f}: asked for at {attempt.began:.3f}, given at {attempt.ended:.3f}"
            for row in evidence.allocations
            if row.live and (attempt := placed.get(row.booking or 0)) is not None
            for busy, since in self.since.items()
            if busy.person == row.resource
            and busy.starts_at < row.ends_at
            and busy.ends_at > row.starts_at
            and since < attempt.began
            and self.until[busy] > attempt.ended
        ]


def _placed(evidence: Evidence) -> dict[int, Attempt]:
    """By booking the attempt that gave it its present time, where a journal knows it."""
    found: dict[int, Attempt] = {}
    for attempt in evidence.attempts:
        if attempt.what in {"book", "move"} and attempt.outcome is Outcome.CONFIRMED:
            booking = evidence.booking_of(attempt.token or attempt.last.token)
            if booking is not None and _is_its_time(attempt, booking.starts_at):
                found[booking.id] = attempt
    return found


def _is_its_time(attempt: Attempt, starts_at: datetime) -> bool:
    return datetime.fromisoformat(attempt.about["start"]) == starts_at
