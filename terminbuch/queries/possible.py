"""What staff may choose for one case instead of what the plan says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch

from terminbuch import availability
from terminbuch.models import Allocation, Case, Resource

from .plan import OfferedTime, Pick, Proposal
from .plan.asked import Asked, asked_of
from .plan.reserved import Reserved
from .plan.search import Search

# As many starts as a window can show.
STARTS = 12

type Picked = tuple[tuple[int, int], ...]
"""Position and resource of everybody who would serve."""


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
    if one.booking.service is None or one.booking.starts_at <= now:
        return Possibilities((), (), by_uid)
    search = Search([one], now=now, reserved=Reserved())
    return Possibilities(
        keeps=tuple(_picks(keep.picks, people) for keep in search.keeps(one)),
        times=tuple(_times(one, search, people)),
        resources=by_uid,
    )


def chosen(case: Case) -> Proposal:
    return Proposal.of_json(case.proposal)


def _times(one: Asked, search: Search, people: Mapping[int, Resource]) -> list[OfferedTime]:
    """The nearest starts in their order, each with those who serve the booking now where they could."""
    starts, was = search.starts(one), one.booking.starts_at
    own = {row.resource_id for row in one.rows}
    others = [slot for slot in starts.slots if slot.start != was]
    nearest = sorted(others, key=lambda slot: abs(slot.start - was))[:STARTS]
    found = ((slot, _serving(slot, starts.question, own)) for slot in nearest)
    return sorted(
        (_offered(slot, picked, one.booking.duration, people) for slot, picked in found if picked),
        key=lambda time: time.starts_at,
    )


def _serving(slot: availability.Slot, question: availability.Question, own: set[int]) -> Picked:
    """One for each requirement, nobody twice; nothing where that does not come out."""
    picked: list[tuple[int, int]] = []
    for position, (requirement, able) in enumerate(zip(question.requirements, slot.resources, strict=True)):
        if requirement.take_all:
            picked += [(position, each.resource) for each in requirement.candidates]
        else:
            free = sorted(set(able) - {who for _, who in picked}, key=lambda who: (who not in own, who))
            picked += [(position, who) for who in free[:1]]
    is_whole = {position for position, _ in picked} == set(range(len(question.requirements)))
    return tuple(picked) if is_whole and len({who for _, who in picked}) == len(picked) else ()


def _offered(
    slot: availability.Slot, picked: Picked, length: timedelta, people: Mapping[int, Resource]
) -> OfferedTime:
    return OfferedTime(slot.start, slot.start + length, _picks(picked, people))


def _picks(picked: Picked, people: Mapping[int, Resource]) -> tuple[Pick, ...]:
    return tuple(Pick(position, people[who].uid) for position, who in picked)


def _with_people(case: Case) -> Case:
    rows = Allocation.objects.of(case.organisation_id).filter(live=True).select_related("resource")
    cases = Case.objects.of(case.organisation_id).filter(pk=case.pk)
    cases = cases.select_related("booking__service__organisation", "booking__location")
    return cases.prefetch_related(Prefetch("booking__allocations", rows.order_by("position", "pk"))).get()
