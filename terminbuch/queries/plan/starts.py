"""The free starts for bookings of one service, one length and the same buffers, at one location."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice, product

from terminbuch import availability

from .options import MOST_COMBINATIONS, Picks, Takes

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Move:
    """Another time, so many minutes away from the old one, and who would serve."""

    minutes: int
    slot: availability.Slot
    picks: Picks
    takes: Takes


@dataclass(frozen=True)
class Starts:
    """Worked out as far as they are asked for, and shared by all cases of their kind."""

    question: availability.Question
    first: datetime
    until: datetime
    _ways: dict[int, list[tuple[Picks, Takes]]] = field(default_factory=dict)

    @cached_property
    def slots(self) -> list[availability.Slot]:
        return availability.slots(self.question, first=self.first, until=self.until)

    @cached_property
    def minutes(self) -> list[int]:
        """When each slot starts."""
        return [availability.Span(slot.start, slot.start).first_minute for slot in self.slots]

    def outwards(self, minute: int) -> Iterator[int]:
        """The places of the slots by their distance from a moment, the nearest first."""
        after = bisect_left(self.minutes, minute)
        before = after - 1
        while before >= 0 or after < len(self.minutes):
            is_after = before < 0 or (
                after < len(self.minutes) and self.minutes[after] - minute <= minute - self.minutes[before]
            )
            yield after if is_after else before
            after, before = (after + 1, before) if is_after else (after, before - 1)

    def ways(self, place: int) -> list[tuple[Picks, Takes]]:
        """Who could serve a slot and what that takes, each way once, at most so many."""
        if place not in self._ways:
            found = islice(self._every_way(place), MOST_COMBINATIONS)
            self._ways[place] = [(picks, self._takes(place, picks)) for picks in found]
        return self._ways[place]

    def _every_way(self, place: int) -> Iterator[Picks]:
        positions: list[int] = []
        able: list[Sequence[int]] = []
        for position, (requirement, keys) in enumerate(
            zip(self.question.requirements, self.slots[place].resources, strict=True)
        ):
            everybody = [[each.resource] for each in requirement.candidates]
            wanted = everybody if requirement.take_all else [sorted(keys)]
            positions += [position] * len(wanted)
            able += wanted
        for people in product(*able):
            if len(set(people)) == len(people):
                yield tuple(zip(positions, people, strict=True))

    def _takes(self, place: int, picks: Picks) -> Takes:
        rules, minute = self.question.rules, self.minutes[place]
        first = minute - rules.buffer_before // MINUTE
        last = minute + (rules.duration + rules.buffer_after) // MINUTE
        return tuple((who, first, last) for _, who in picks)
