"""Everybody wants the same times in the same moment, while processes die: what T1 to T3 have in common."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from tests.torture.clients import Asking, Client, Reachable, all_do
from tests.torture.evidence import Evidence
from tests.torture.house import House
from tests.torture.journal import CERTAIN, Attempt, Outcome, Told
from tests.torture.people import CLOSES, OPENS, Person, Tenant
from tests.torture.wrecker import Wrecker

SHIFT = timedelta(minutes=15)
HALF_HOUR = timedelta(minutes=30)
A_DAY = (CLOSES - OPENS) * 2 - 1
"""Half hours of a day that can be asked for a quarter later, too."""
SLOW_DOWN = 0.3
"""Seconds; who was told 503, or lost the connection, asks again."""


@dataclass(frozen=True)
class Slot:
    tenant: Tenant
    person: Person
    start: datetime


@dataclass
class Storm:
    """So many ``attempts`` over so many ``slots``, ``clients`` at once; ``patience`` in seconds."""

    house: House
    luck: random.Random
    servers: Sequence[Reachable]
    attempts: int
    slots: int
    clients: int
    patience: float
    tries_again: bool = True
    asked: list[Slot] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def blow(self) -> None:
        """Until every attempt was answered for certain, or its client gave up."""
        self.asked = drawn_slots(self.house, self.luck, self.slots)
        wishes = iter(list(self._wishes()))
        visitors = [
            Client(number, self.servers, random.Random(self.luck.random())) for number in range(self.clients)
        ]
        began = time.monotonic()
        try:
            all_do([partial(self._visit, each, wishes) for each in visitors], patience=self.patience)
        finally:
            self.took = time.monotonic() - began
            self.seconds = [took for each in visitors for took in each.seconds]

    def again(self, attempt: Attempt) -> Told:
        """The same request once more, by somebody new."""
        client = Client(attempt.number, self.servers, self.luck)
        try:
            return Asking(client, self.house.journal, self.house.people).book(attempt)
        finally:
            client.close()

    def cancel(self, attempt: Attempt) -> Told:
        """Who was confirmed changes their mind, by the link."""
        client = Client(attempt.number, self.servers, self.luck)
        asked = self.house.journal.ask("cancel", tenant=attempt.tenant, token=attempt.last.token)
        path = f"/-/manage/{attempt.last.token}/cancel/"
        try:
            told = Asking(client, self.house.journal, self.house.people).post(
                asked, path, {"email": attempt.about["email"]}
            )
            return self.house.journal.tell(asked, told)
        finally:
            client.close()

    def _wishes(self) -> Iterator[tuple[Slot, datetime]]:
        """In bursts: all who want one time come one after the other, every second of them a quarter later."""
        for slot in self.asked:
            for number in range(self.attempts // self.slots):
                yield slot, slot.start + (number % 2) * SHIFT

    def _visit(self, client: Client, wishes: Iterator[tuple[Slot, datetime]]) -> None:
        asking = Asking(client, self.house.journal, self.house.people)
        while wish := self._next(wishes):
            self._book(asking, *wish)
        client.close()

    def _next(self, wishes: Iterator[tuple[Slot, datetime]]) -> tuple[Slot, datetime] | None:
        with self._lock:
            return next(wishes, None)

    def _book(self, asking: Asking, slot: Slot, start: datetime) -> None:
        key = self.house.new_key()
        name = f"visitor-{key[:12]}"
        attempt = self.house.journal.ask(
            "book", tenant=slot.tenant.slug, key=key, service="cut", start=start.isoformat(),
            person=str(slot.person.id), email=slot.tenant.mail(name), name=f"{name} {slot.tenant.slug}",
            **{"with": slot.person.slug},
        )  # fmt: skip
        give_up_at = time.monotonic() + 20
        while self.house.journal.tell(attempt, asking.book(attempt)).outcome not in CERTAIN:
            if time.monotonic() > give_up_at or not self.tries_again:
                return
            time.sleep(SLOW_DOWN)


def drawn_slots(house: House, luck: random.Random, number: int) -> list[Slot]:
    """Half hours with one person each, by lot from all three tenants."""
    people = [(tenant, person) for tenant in house.people.tenants for person in tenant.people if person.email]
    days = -(-number // (len(people) * A_DAY // 3)) + 1
    every = [
        Slot(tenant, person, house.people.at(day, OPENS) + half * HALF_HOUR)
        for tenant, person in people
        for day in range(days)
        for half in range(A_DAY)
    ]
    return luck.sample(every, number)


def wrongly_answered(attempts: Sequence[Attempt]) -> list[str]:
    """Who was refused otherwise than with "taken", was told a 5xx but that of an outage, or never knew."""
    said = [f"attempt {each.number} ended {each.outcome}" for each in attempts if not each.is_certain]
    for attempt in attempts:
        for told in attempt.told:
            if told.outcome is Outcome.REFUSED and (told.status, told.said) != (409, "taken"):
                said.append(f"attempt {attempt.number} was refused with {told.status} {told.said}")
            if told.outcome is Outcome.FAILED and (told.status != 503 or told.said):
                said.append(f"attempt {attempt.number} was told {told.status} {told.said}")
    return _few(said)


def untaken(storm: Storm, evidence: Evidence) -> list[str]:
    """Times that somebody asked for and nobody has in the end."""
    live = [row for row in evidence.allocations if row.live]
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    for row in live:
        spans.setdefault(row.resource, []).append((row.starts_at, row.ends_at))
    free = [
        slot
        for slot in storm.asked
        if not any(
            first < slot.start + HALF_HOUR and last > slot.start
            for first, last in spans.get(slot.person.id, [])
        )
    ]
    return _few([f"{slot.person.name} is still free at {slot.start}" for slot in free])


def figures(storm: Storm, attempts: Sequence[Attempt]) -> dict[str, float | str]:
    outcomes = Counter(attempt.outcome for attempt in attempts)
    ever = Counter(outcome for each in attempts for outcome in {told.outcome for told in each.told})
    return {
        "attempts": len(attempts),
        "confirmed": outcomes[Outcome.CONFIRMED],
        "told taken": outcomes[Outcome.REFUSED],
        "once unknown": ever[Outcome.UNKNOWN],
        "once 503": ever[Outcome.FAILED],
        "kills": storm.house.kills,
        "storm s": storm.took,
        "longest answer s": max(storm.seconds, default=0.0),
        "p99 s": sorted(storm.seconds)[int(len(storm.seconds) * 0.99)] if storm.seconds else 0.0,
    }


def works_again(wrecker: Wrecker, attempts: Sequence[Attempt]) -> dict[str, float | str]:
    """For each crash of the database, the seconds until somebody who asked after it got a certain answer."""
    answers = [told for each in attempts for told in each.told if told.outcome in CERTAIN]
    took = [
        min((told.ended for told in answers if told.began > crash), default=float("inf")) - crash
        for crash in wrecker.crashes
    ]
    return {"database crashes": len(took), "works again after s": max(took)} if took else {}


def confirmed_before(attempts: Sequence[Attempt], moment: datetime) -> set[str]:
    """The mails of those who had read their confirmation before this moment."""
    return {
        each.about["email"]
        for each in attempts
        if each.outcome is Outcome.CONFIRMED
        and any(
            told.outcome is Outcome.CONFIRMED and datetime.fromtimestamp(told.ended, UTC) < moment
            for told in each.told
        )
    }


def _few(said: list[str]) -> list[str]:
    return said[:5] + ([f"… and {len(said) - 5} more"] if len(said) > 5 else [])
