"""Steps of deeds that have locked the resource: conflicts are opened, and end by themselves.

There is one open case for each overlap, and people are told of it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from terminbuch.models import Booking, Conflict, OutsideCalendar
from terminbuch.queries.conflicts import Overlap, overlaps, standing

from ..asking import CALENDAR, Actor
from ..promising import iso
from ..remembering import remember
from .telling import tell_of_conflicts

Kind, Ending = Conflict.Kind, Conflict.Ending


def open_overlaps(calendar: OutsideCalendar, remote_ids: Iterable[str], *, now: datetime) -> list[Conflict]:
    """A case for each booking that these events, new or changed, now lie over; answers with the new ones.

    Called after the busy times were written. An event that was shifted and still lies over the booking keeps
    its case; what somebody let stand ("keep both") opens none as long as both sides meet as they did.
    """
    found = overlaps(calendar, remote_ids, now=now)
    known = {
        (case.booking_id, case.remote_id, case.starts_at): case for case in _open(calendar, Kind.OVERLAP)
    }
    lost = [case for key, case in known.items() if key not in {each.key for each in found}]
    fresh: list[Conflict] = []
    for each in found:
        case = known.get(each.key) or _taken(lost, each)
        if case is not None:
            _follow(case, each.remote_id, each.starts_at, each.ends_at, _meeting(each))
        elif not _was_kept(calendar, each):
            fresh.append(_overlap(calendar, each, now=now))
    tell_of_conflicts(calendar, fresh, now=now)
    return fresh


def open_own(
    calendar: OutsideCalendar,
    booking: Booking | None,
    kind: str,
    *,
    remote_id: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    facts: dict[str, Any],
    now: datetime,
) -> Conflict:
    """A case about our own entry: moved, deleted, or (without a booking) too many at once.

    One that is open already is brought up to date, and nobody is told again.
    """
    case = _open(calendar, kind).filter(booking=booking).first()
    if case is not None:
        _follow(case, remote_id, starts_at, ends_at, facts)
        return case
    case = Conflict(
        kind=kind, booking=booking, remote_id=remote_id, starts_at=starts_at, ends_at=ends_at, facts=facts
    )
    tell_of_conflicts(calendar, [_opened(case, calendar, now=now)], now=now)
    return case


def end_settled(organisation_id: int, resource_id: int, *, now: datetime) -> None:
    """Whatever has lost its reason is over: the overlap is gone, the entry is back, the booking is off."""
    rows = Conflict.objects.of(organisation_id).filter(resource_id=resource_id, ended_at__isnull=True)
    for case in rows.exclude(standing(organisation_id, now=now)).select_related("booking"):
        end(case, Ending.APPLIED if _was_followed(case) else Ending.GONE, by=CALENDAR, now=now)


def _was_followed(case: Conflict) -> bool:
    """The booking is now as somebody wanted it who changed our entry."""
    booking = case.booking
    if booking is None or case.kind == Kind.OVERLAP:
        return False
    if case.kind == Kind.DELETED:
        return not booking.is_live
    return booking.is_live and (booking.starts_at, booking.ends_at) == (case.starts_at, case.ends_at)


def end(case: Conflict, ending: str, *, by: Actor, now: datetime) -> None:
    """With who decided, and in the history of the booking."""
    case.ended_at, case.ended_by, case.ending = now, by.member, ending
    case.version += 1
    case.save(update_fields=["ended_at", "ended_by", "ending", "version"])
    if case.booking is not None:
        remember(case.booking, f"conflict_{ending}", by=by, now=now, kind=case.kind)


def _open(calendar: OutsideCalendar, kind: str) -> QuerySet[Conflict]:
    rows = Conflict.objects.of(calendar.organisation_id).select_related("booking")
    return rows.filter(calendar=calendar, kind=kind, ended_at__isnull=True)


def _taken(lost: list[Conflict], met: Overlap) -> Conflict | None:
    """The case of the same event over the same booking whose own time is no more; it is handed out once."""
    for case in lost:
        if (case.booking_id, case.remote_id) == (met.booking_id, met.remote_id):
            lost.remove(case)
            return case
    return None


def _follow(
    case: Conflict,
    remote_id: str,
    starts_at: datetime | None,
    ends_at: datetime | None,
    facts: dict[str, Any],
) -> None:
    """The outside has changed, and it is still the same question."""
    fresh = (remote_id, starts_at, ends_at, facts)
    if (case.remote_id, case.starts_at, case.ends_at, case.facts) != fresh:
        case.remote_id, case.starts_at, case.ends_at, case.facts = fresh
        case.version += 1
        case.save()


def _was_kept(calendar: OutsideCalendar, met: Overlap) -> bool:
    rows = Conflict.objects.of(calendar.organisation_id).filter(
        calendar=calendar,
        booking_id=met.booking_id,
        remote_id=met.remote_id,
        kind=Kind.OVERLAP,
        ending=Ending.KEPT,
    )
    return any(facts == _meeting(met) for facts in rows.values_list("facts", flat=True))


def _meeting(met: Overlap) -> dict[str, Any]:
    """What both take, which stays the same when a long event is only known from another day on."""
    return {"first": iso(met.first), "last": iso(met.last)}


def _overlap(calendar: OutsideCalendar, met: Overlap, *, now: datetime) -> Conflict:
    case = Conflict(
        kind=Kind.OVERLAP,
        booking_id=met.booking_id,
        remote_id=met.remote_id,
        starts_at=met.starts_at,
        ends_at=met.ends_at,
        facts=_meeting(met),
    )
    return _opened(case, calendar, now=now)


def _opened(case: Conflict, calendar: OutsideCalendar, *, now: datetime) -> Conflict:
    case.organisation_id, case.resource_id = calendar.organisation_id, calendar.resource_id
    case.calendar, case.opened_at = calendar, now
    case.save()
    if case.booking is not None:
        remember(case.booking, "conflict_found", by=CALENDAR, now=now, kind=case.kind)
    return case
