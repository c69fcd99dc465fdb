"""What staff could choose for one case instead of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminbuch.models import Case, Resource

from .asked import asked
from .giving import Giving
from .planning import picks_of, reserved_by
from .proposal import OfferedTime, Pick
from .search import Search

MANY = 12


@dataclass(frozen=True)
class Possibilities:
    """``keeps``: everybody who would serve at the same time, for each who could come in. ``times``: the
    nearest free ones."""

    keeps: tuple[tuple[Pick, ...], ...] = ()
    times: tuple[OfferedTime, ...] = ()


def possibilities(case: Case, *, now: datetime) -> Possibilities:
    """What the plans of the other cases of its board leave, and what is kept for nobody. Read the booking and
    the disruption along."""
    every = asked(case.disruption, also=case.pk)
    one = next(each for each in every if each.case.pk == case.pk)
    if one.booking.service is None:
        return Possibilities()
    people = {row.pk: row for row in Resource.objects.of(case.organisation_id)}
    reserved = reserved_by([each for each in every if each != one], people)
    search = Search([one], now=now, reserved=reserved)
    keeps = search.keeps(one)
    giving, nearest = Giving(reserved), search.nearest(one)
    for want in range(1, MANY + 1):
        giving.round([(one, nearest)], want=want)
    length = one.booking.duration
    return Possibilities(
        keeps=tuple(picks_of(keep.picks, people) for keep in keeps),
        times=tuple(
            OfferedTime(move.slot.start, move.slot.start + length, picks_of(move.picks, people))
            for move in giving.times[one.case.pk]
        ),
    )
