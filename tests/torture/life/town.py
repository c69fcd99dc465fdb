"""What clients know of what came about so far: bookings with their links, shared by all of them."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.torture.journal import Outcome, Told
from tests.torture.people import BERLIN, CLOSES, OPENS, Offered, People, Tenant

DAYS = 4
"""Monday to Thursday; Friday belongs to those who fall ill."""
FRIDAY = 4


@dataclass(eq=False)
class Known:
    """A booking that somebody made. ``link`` is the customer's; ``uid`` is how staff addresses it."""

    tenant: Tenant
    service: Offered
    link: str
    uid: str
    email: str
    person: str = ""


@dataclass(eq=False)
class Town:
    people: People
    luck: random.Random
    bookings: list[Known] = field(default_factory=list)
    disruptions: list[tuple[Tenant, str]] = field(default_factory=list)
    wanted: frozenset[str] = frozenset()
    """Kinds of things that somebody must have managed to do before the day is over."""
    done: set[str] = field(default_factory=set)
    ends_at: float = 0.0
    closes_at: float = 0.0
    """By the clock that only goes forward; while something was never done, until the second one."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, booking: Known) -> None:
        with self._lock:
            self.bookings.append(booking)

    def note(self, what: str, told: Told) -> None:
        if told.outcome is Outcome.CONFIRMED:
            self.done.add(what)

    @property
    def is_over(self) -> bool:
        now = time.monotonic()
        return now >= self.closes_at or (now >= self.ends_at and self.wanted <= self.done)

    def some(self, luck: random.Random, *, of: Tenant | None = None, needing: str = "") -> Known | None:
        """One of those who came last: there several meet at one booking."""
        with self._lock:
            found = [
                each
                for each in self.bookings[-120:]
                if (of is None or each.tenant is of) and (not needing or each.service.slug == needing)
            ]
        return luck.choice(found) if found else None

    def a_start(self, luck: random.Random, service: Offered, *, day: int | None = None) -> datetime:
        """A start on the service's grid, early in the day twice as often: where many want to go."""
        whole = (CLOSES - OPENS) * 60 - service.minutes
        step = service.step
        number = luck.randrange(0, whole // step) if luck.random() < 0.5 else luck.randrange(0, 8)
        on = luck.randrange(DAYS) if day is None else day
        return self.people.at(on, OPENS) + timedelta(minutes=number * step)


def wall(start: datetime) -> str:
    """As addresses of customers' pages say it."""
    return start.astimezone(BERLIN).isoformat(timespec="seconds")
