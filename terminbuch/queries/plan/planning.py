"""One plan for all whom a disruption hits: who keeps the time, who is offered which times, who is phoned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from terminbuch import availability
from terminbuch.models import Disruption, Resource

from .asked import Asked, asked, asked_elsewhere
from .first_moves import decide
from .giving import AT_MOST, Giving
from .options import Keep
from .proposal import OfferedTime, Pick, Proposal
from .reserved import Reserved
from .rules import rules_of
from .search import Search
from .starts import Move


@dataclass(frozen=True)
class Plan:
    """A proposal for each case, by its id, and the version of the case that was planned.

    ``is_best``: nobody can plan so that more keep their time, or as many with less moving; else everybody
    together moves by up to ``gap_minutes`` more than in the best plan.
    """

    proposals: Mapping[int, Proposal]
    versions: Mapping[int, int]
    is_best: bool = True
    gap_minutes: int = 0


def planned(disruption: Disruption, *, now: datetime) -> Plan:
    """What is best for every case that waits for a plan; what staff chose is left, and its time too.

    The queries grow with the services and locations concerned, not with the bookings.
    """
    every = asked(disruption)
    people = {row.pk: row for row in Resource.objects.of(disruption.organisation_id)}
    chosen = [one for one in every if Proposal.of_json(one.case.proposal).is_chosen]
    free = [one for one in every if one not in chosen]
    clear = {one.case.pk: said for one in free if (said := one.without_plan())}
    wanted = [one for one in free if one.case.pk not in clear]
    reserved = reserved_by([*chosen, *asked_elsewhere(disruption)], people)
    return _work(wanted, people, reserved, now=now).beside(clear, free)


@dataclass(frozen=True)
class Work:
    """What was worked out for those who had to be planned."""

    proposals: dict[int, Proposal]
    is_best: bool
    gap_minutes: int

    def beside(self, clear: Mapping[int, Proposal], free: Sequence[Asked]) -> Plan:
        return Plan(
            proposals={**clear, **self.proposals},
            versions={one.case.pk: one.case.version for one in free},
            is_best=self.is_best,
            gap_minutes=self.gap_minutes,
        )


def _work(
    wanted: Sequence[Asked], people: Mapping[int, Resource], reserved: Reserved, *, now: datetime
) -> Work:
    groups = _groups(wanted)
    search = Search(wanted, now=now, reserved=reserved)
    nearest = {one.case.pk: search.nearest(one) for one in wanted}
    decided = decide(groups, search, nearest)
    giving = Giving(reserved)
    for way in (*decided.keeps, *decided.moves):
        if way is not None:
            reserved.take(way.takes)
    left: list[Asked] = []
    proposals: dict[int, Proposal] = {}
    for group, keep, move in zip(groups, decided.keeps, decided.moves, strict=True):
        if keep is not None:
            proposals |= {one.case.pk: _keeping(keep, people) for one in group}
            continue
        left += group
        if move is not None:
            giving.give(group[0], move)
    for want in range(1, AT_MOST + 1):
        giving.round([(one, nearest[one.case.pk]) for one in left], want=want)
    proposals |= {one.case.pk: _offering(one, giving.times[one.case.pk], people, now=now) for one in left}
    firsts = [next(iter(giving.times[one.case.pk]), None) for one in left if one.service.capacity == 1]
    gap = max(round(decided.cost(firsts) - decided.bound), 0)
    return Work(proposals, decided.is_proved and not gap, gap)


def _groups(wanted: Sequence[Asked]) -> list[list[Asked]]:
    """Seats of one sitting together, everybody else alone."""
    groups: defaultdict[Hashable, list[Asked]] = defaultdict(list)
    for one in wanted:
        groups[one.together].append(one)
    return [*groups.values()]


def reserved_by(chosen: Sequence[Asked], people: Mapping[int, Resource]) -> Reserved:
    """What is meant for a case, by staff's choice or another board's plan, is given to nobody else."""
    reserved, keys = Reserved(), {person.uid: key for key, person in people.items()}
    for one in chosen:
        said, serving = Proposal.of_json(one.case.proposal), {row.resource_id for row in one.rows}
        for time in said.times:
            reserved.take(_takes(one, time.starts_at, [keys[pick.resource] for pick in time.picks]))
        coming = [keys[pick.resource] for pick in said.picks]
        reserved.take(_takes(one, one.booking.starts_at, [key for key in coming if key not in serving]))
    return reserved


def _takes(one: Asked, starts_at: datetime, keys: list[int]) -> tuple[tuple[int, int, int], ...]:
    if one.booking.service is None:
        return ()
    rules = rules_of(one.booking, one.booking.service)
    span = availability.Span(starts_at - rules.buffer_before, starts_at + rules.duration + rules.buffer_after)
    return tuple((key, span.first_minute, span.last_minute) for key in keys)


def _keeping(keep: Keep, people: Mapping[int, Resource]) -> Proposal:
    return Proposal("keep", picks=picks_of(keep.picks, people))


def _offering(
    one: Asked, moves: Sequence[Move], people: Mapping[int, Resource], *, now: datetime
) -> Proposal:
    if one.booking.starts_at <= now or not moves:
        return Proposal("phone", why="nothing_free" if one.booking.starts_at > now else "too_soon")
    length = one.booking.duration
    return Proposal(
        "offer",
        times=tuple(
            OfferedTime(move.slot.start, move.slot.start + length, picks_of(move.picks, people))
            for move in moves
        ),
    )


def picks_of(picks: Sequence[tuple[int, int]], people: Mapping[int, Resource]) -> tuple[Pick, ...]:
    return tuple(Pick(position, people[who].uid) for position, who in picks)
