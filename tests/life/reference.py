"""What a salon's diary must say after any list of deeds: plain Python, no database, nothing of the product.

Time is taken by rows. A row is in the way of another when both want one resource at one moment, unless they
are seats of the same sitting. Who is away cannot be booked by customers; staff may insist.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Offered:
    """One of each group serves; afterwards the time stays taken for ``rest``."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    rest: timedelta = 0 * MINUTE
    seats: int = 1
    on_request: bool = False
    length: timedelta = 60 * MINUTE


CUT = Offered("cut", (("ben", "clara"),))
COLOUR = Offered("colour", (("ben", "clara"), ("room",)), rest=30 * MINUTE)
COURSE = Offered("course", (("room",),), seats=2)
ADVICE = Offered("advice", (("ben",),), on_request=True)
SERVICES = (CUT, COLOUR, COURSE, ADVICE)


@dataclass(frozen=True, order=True)
class Row:
    """``sitting`` names the seats that may share the time; empty where nobody shares it."""

    owner: str
    resource: str
    starts_at: datetime
    ends_at: datetime
    sitting: str = ""

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass
class Diary:
    """``until`` has the deadline of each hold, ``offered`` the booking that a hold was made for."""

    rows: set[Row] = field(default_factory=set)
    until: dict[str, datetime] = field(default_factory=dict)
    offered: dict[str, str] = field(default_factory=dict)
    away: dict[str, tuple[str, datetime, datetime]] = field(default_factory=dict)

    def standing(self, now: datetime) -> set[Row]:
        """Rows that count: a hold is over at its deadline, equality included."""
        return {row for row in self.rows if self.until.get(row.owner, now + MINUTE) > now}

    def of(self, *owners: str) -> set[Row]:
        return {row for row in self.rows if row.owner in owners}

    def offers_for(self, booking: str) -> list[str]:
        return [hold for hold, whose in self.offered.items() if whose == booking]

    def is_free(self, row: Row, now: datetime, *, but: Collection[str] = ()) -> bool:
        """Nobody else's row is in the way; of a sitting, a seat is left."""
        beside = [each for each in self.standing(now) if each.resource == row.resource]
        met = [each for each in beside if each.owner not in but and each.meets(row.starts_at, row.ends_at)]
        seats = {service.name: service.seats for service in SERVICES}.get(row.sitting.partition(" ")[0], 1)
        return all(row.sitting and each.sitting == row.sitting for each in met) and len(met) < seats

    def is_there(self, row: Row) -> bool:
        absences = self.away.values()
        return not any(who == row.resource and row.meets(begins, ends) for who, begins, ends in absences)

    def ways(
        self, service: Offered, at: datetime, now: datetime, *, who: str = "", but: Collection[str] = ()
    ) -> set[frozenset[str]]:
        """Everybody who could serve a customer together, at this start."""
        return {
            frozenset(picks)
            for picks in self._teams(service, who)
            if all(
                self.is_free(row, now, but=but) and self.is_there(row)
                for row in rows_of("?", service, at, picks)
            )
        }

    def _teams(self, service: Offered, who: str) -> Iterator[tuple[str, ...]]:
        groups = [
            tuple(each for each in group if who in ("", each) or who not in group) for group in service.needs
        ]
        return itertools.product(*groups)

    def take(self, rows: Iterable[Row], *, instead_of: Collection[str] = ()) -> None:
        self.give_back(*instead_of)
        self.rows |= {*rows}

    def give_back(self, *owners: str) -> None:
        """Their time is free, and what was kept for them."""
        gone = {*owners, *(hold for owner in owners for hold in self.offers_for(owner))}
        self.rows -= self.of(*gone)
        for hold in gone:
            self.until.pop(hold, None)
            self.offered.pop(hold, None)


def rows_of(owner: str, service: Offered, at: datetime, picks: Iterable[str]) -> list[Row]:
    sitting = f"{service.name} {at}" if service.seats > 1 else ""
    return [Row(owner, who, at, at + service.length + service.rest, sitting) for who in picks]
