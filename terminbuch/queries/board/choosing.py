"""What staff could choose for one card instead of its proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from terminbuch.models import Case, Member, Resource

from ..plan import OfferedTime, Pick, possibilities


@dataclass(frozen=True, slots=True)
class Keeping:
    """The same time: ``picks`` is everybody who would serve, ``people`` who would come in."""

    picks: tuple[Pick, ...]
    people: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Offering:
    """A free time that could be offered, and everybody who would serve then."""

    time: OfferedTime
    people: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """``times`` are the nearest free ones, by start."""

    case: Case
    keeps: tuple[Keeping, ...]
    times: tuple[Offering, ...]


def possible(member: Member, case_uid: UUID, *, now: datetime) -> Possible | None:
    """None for what is not there, is settled, or is not to be seen."""
    rows = Case.objects.of(member.organisation_id).filter(uid=case_uid, state__in=Case.OPEN)
    case = rows.select_related(
        "disruption__absence", "booking__service", "booking__location", "booking__organisation"
    ).first()
    if case is None or not member.sees_all:
        return None
    people = {row.uid: row for row in Resource.objects.of(member.organisation_id)}
    serving = set(
        case.booking.allocations.filter(live=True, is_wish=False).values_list("resource__uid", flat=True)
    )
    found = possibilities(case, now=now)
    return Possible(
        case,
        tuple(
            Keeping(picks, tuple(people[pick.resource] for pick in picks if pick.resource not in serving))
            for picks in found.keeps
        ),
        tuple(
            Offering(time, tuple(people[pick.resource] for pick in time.picks))
            for time in sorted(found.times, key=lambda time: time.starts_at)
        ),
    )
