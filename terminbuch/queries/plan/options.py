"""What could be done for each case: who could take it over, and the nearest free times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice, product

from terminbuch import availability
from terminbuch.models import Allocation

from .asked import Asked
from .diary import Diary
from .rules import Needed

FARTHEST = timedelta(days=30)
MOST_COMBINATIONS = 24
MINUTE = timedelta(minutes=1)

type Takes = tuple[tuple[int, int, int], ...]
"""Whose time an option takes: resource, first UTC minute, last one (not included)."""
type Picks = tuple[tuple[int, int], ...]
"""Position and resource of everybody who serves."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The same time with these instead of those who are away."""

    picks: Picks
    takes: Takes


@dataclass(frozen=True, slots=True)
class Move:
    """Another time, so many minutes away from the old one."""

    minutes: int
    slot: availability.Slot
    picks: Picks
    takes: Takes


def keeps(one: Asked, needed: Needed, diary: Diary) -> list[Keep]:
    """Everybody who could take it over; none where all of several are needed and one of them is away."""
    places = [_instead(row, one, needed, diary) for row in one.absent]
    staying = [(row.position, row.resource_id) for row in one.rows if row not in one.absent]
    found = []
    for people in islice(product(*places), MOST_COMBINATIONS):
        if len(set(people)) == len(people):
            coming = [(row.position, who) for row, who in zip(one.absent, people, strict=True)]
            takes = tuple((who, *_minutes(row)) for row, who in zip(one.absent, people, strict=True))
            found.append(Keep(tuple(sorted([*staying, *coming])), takes))
    return found


def _instead(row: Allocation, one: Asked, needed: Needed, diary: Diary) -> list[int]:
    if row.position >= len(needed) or needed[row.position].take_all:
        return []
    core = availability.Span(one.booking.starts_at, one.booking.ends_at)
    occupied = availability.Span(row.starts_at, row.ends_at)
    serving = {each.resource_id for each in one.rows}
    return [
        each.resource
        for each in needed[row.position].candidates
        if each.resource not in serving and diary.could_serve(each.resource, core, occupied)
    ]


def _minutes(row: Allocation) -> tuple[int, int]:
    span = availability.Span(row.starts_at, row.ends_at)
    return span.first_minute, span.last_minute


@dataclass(frozen=True)
class Starts:
    """All free starts for bookings of one service, one length and the same buffers, at one location."""

    question: availability.Question
    first: datetime
    until: datetime
    _combinations: dict[int, list[Picks]] = field(default_factory=dict)

    @cached_property
    def slots(self) -> list[availability.Slot]:
        return availability.slots(self.question, first=self.first, until=self.until)

    def nearest(self, one: Asked) -> Iterator[Move]:
        """The times nearest to the old one, earlier and later ones, each with all who could serve."""
        was = one.case.was_starts_at
        preferred = {row.resource_id for row in one.rows}
        for index in _outwards([slot.start for slot in self.slots], was):
            slot = self.slots[index]
            minutes = int(abs(slot.start - was) / MINUTE)
            if minutes > FARTHEST / MINUTE:
                return
            if slot.start == was:
                continue
            picks = self.combinations(index)
            for each in sorted(picks, key=lambda picks: -sum(who in preferred for _, who in picks)):
                yield Move(minutes, slot, each, self._takes(slot, each))

    def combinations(self, index: int) -> list[Picks]:
        """Who could serve a slot, each way once, at most so many."""
        if index not in self._combinations:
            self._combinations[index] = list(islice(self._every_way(index), MOST_COMBINATIONS))
        return self._combinations[index]

    def _every_way(self, index: int) -> Iterator[Picks]:
        places: list[tuple[int, Sequence[int]]] = []
        for position, (requirement, able) in enumerate(
            zip(self.question.requirements, self.slots[index].resources, strict=True)
        ):
            if requirement.take_all:
                places += [(position, [each.resource]) for each in requirement.candidates]
            else:
                places.append((position, sorted(able)))
        for people in product(*(able for _, able in places)):
            if len(set(people)) == len(people):
                yield tuple((position, who) for (position, _), who in zip(places, people, strict=True))

    def _takes(self, slot: availability.Slot, picks: Picks) -> Takes:
        rules = self.question.rules
        span = availability.Span(
            slot.start - rules.buffer_before, slot.start + rules.duration + rules.buffer_after
        )
        return tuple((who, span.first_minute, span.last_minute) for _, who in picks)


def _outwards(starts: list[datetime], middle: datetime) -> Iterator[int]:
    """The places of ascending starts by their distance from the middle, the nearest first."""
    after = next((place for place, start in enumerate(starts) if start >= middle), len(starts))
    before = after - 1
    while before >= 0 or after < len(starts):
        if before < 0 or (after < len(starts) and starts[after] - middle <= middle - starts[before]):
            yield after
            after += 1
        else:
            yield before
            before -= 1
