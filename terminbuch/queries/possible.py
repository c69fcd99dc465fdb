"""What staff may choose for one case instead of what the plan says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from terminbuch.models import Allocation, Case, Resource

from .plan import OfferedTime, Pick, Proposal
from .plan.asked import Asked, asked_of
from .plan.options import Keep, Move
from .plan.reserved import Reserved
from .plan.search import Search

# As many starts as a window can show, each with the one who would be asked first.
STARTS, WAYS = 12, 96


@dataclass(frozen=True)
class Possibilities:
    """Who could take the appointment over at its time, and the nearest other times; ``resources`` by uid."""

    keeps: tuple[tuple[Pick, ...], ...]
    times: tuple[OfferedTime, ...]
    resources: Mapping[str, Resource]


def possibilities(case: Case, *, now: datetime) -> Possibilities:
    """Of the moment: whether it is still so is asked again when it is sent."""
    people = {row.pk: row for row in Resource.objects.of(case.organisation_id)}
    one = asked_of(_with_people(case), case.disruption)
    by_uid = {str(row.uid): row for row in people.values()}
    if one.booking.service is None:
        return Possibilities((), (), by_uid)
    search = Search([one], now=now, reserved=Reserved())
    return Possibilities(
        keeps=tuple(_picks(keep, people) for keep in search.keeps(one)),
        times=tuple(_times(one, search.nearest(one).first(WAYS), people)),
        resources=by_uid,
    )


def chosen(case: Case) -> Proposal:
    return Proposal.of_json(case.proposal)


def _times(one: Asked, moves: list[Move], people: Mapping[int, Resource]) -> list[OfferedTime]:
    """Each start once, with whoever comes first: those who served it before are asked first."""
    first: dict[datetime, Move] = {}
    for move in moves:
        first.setdefault(move.slot.start, move)
    nearest = list(first.values())[:STARTS]
    length = one.booking.duration
    return sorted(
        (OfferedTime(move.slot.start, move.slot.start + length, _picks(move, people)) for move in nearest),
        key=lambda time: time.starts_at,
    )


def _picks(way: Keep | Move, people: Mapping[int, Resource]) -> tuple[Pick, ...]:
    return tuple(Pick(position, people[who].uid) for position, who in way.picks)


def _with_people(case: Case) -> Case:
    rows = Allocation.objects.of(case.organisation_id).filter(live=True).select_related("resource")
    cases = Case.objects.of(case.organisation_id).filter(pk=case.pk)
    cases = cases.select_related("booking__service__organisation", "booking__location")
    return cases.prefetch_related(Prefetch("booking__allocations", rows.order_by("position", "pk"))).get()
