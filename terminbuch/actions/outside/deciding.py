"""What a person decides about a conflict: it does not count, both stay, or the calendar is put right."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import QuerySet

from terminbuch.models import BusyTime, Conflict, OutsideEvent

from ..asking import Actor
from ..calendar_writes import promise_again
from ..deed import deed
from ..locking import lock_resources, raise_revisions
from ..refusals import CaseChanged, NotYours
from .conflicts import Ending, Kind, end
from .own import go_on


@deed
def ignore(
    conflict_uid: uuid.UUID, *, organisation_id: int, version: int, by: Actor, now: datetime
) -> Conflict:
    """The event does not count: its times are free again, all of a series, and no case about it is left.

    Raises CaseChanged, NotYours; as all deeds here.
    """
    case = _locked(conflict_uid, organisation_id, version, {Kind.OVERLAP})
    _judge(_event(case), is_ignored=True)
    for other in _about_the_same(case):
        end(other, Ending.IGNORED, by=by, now=now)
    raise_revisions(organisation_id, [case.resource_id])
    case.refresh_from_db()
    return case


@deed
def keep_both(
    conflict_uid: uuid.UUID, *, organisation_id: int, version: int, by: Actor, now: datetime
) -> Conflict:
    """Both stay, and the case comes up again only when they meet otherwise."""
    case = _locked(conflict_uid, organisation_id, version, {Kind.OVERLAP})
    end(case, Ending.KEPT, by=by, now=now)
    return case


@deed
def put_back(
    conflict_uid: uuid.UUID, *, organisation_id: int, version: int, by: Actor, now: datetime
) -> Conflict:
    """Our entry stands in the calendar again, when the booking is."""
    case = _locked(conflict_uid, organisation_id, version, {Kind.MOVED, Kind.DELETED})
    if case.booking is None:
        raise CaseChanged
    promise_again(case.booking, case.calendar, now=now)
    end(case, Ending.PUT_BACK, by=by, now=now)
    return case


@deed
def resume(
    conflict_uid: uuid.UUID, *, follow: bool, organisation_id: int, version: int, by: Actor, now: datetime
) -> Conflict:
    """A calendar that was paused: its changes are gone through one by one, or all is written again."""
    case = _locked(conflict_uid, organisation_id, version, {Kind.MANY})
    go_on(case.calendar, follow=follow, now=now)
    end(case, Ending.APPLIED if follow else Ending.PUT_BACK, by=by, now=now)
    return case


@deed
def take_back(
    conflict_uid: uuid.UUID, *, organisation_id: int, version: int, by: Actor, now: datetime
) -> Conflict:
    """ "Does not count" and "keep both" were a mistake: it is to be decided again."""
    case = _found(conflict_uid, organisation_id)
    if case.version != version or case.ending not in {Ending.IGNORED, Ending.KEPT}:
        raise CaseChanged
    if case.ending == Ending.IGNORED:
        _judge(_event(case), is_ignored=False)
        raise_revisions(organisation_id, [case.resource_id])
    if _about_the_same(case).filter(booking=case.booking_id, starts_at=case.starts_at).exists():
        raise CaseChanged
    case.ended_at, case.ended_by, case.ending = None, None, ""
    case.version += 1
    case.save()
    return case


def _locked(uid: uuid.UUID, organisation_id: int, version: int, kinds: set[Conflict.Kind]) -> Conflict:
    case = _found(uid, organisation_id)
    if not case.is_open or case.version != version or case.kind not in kinds:
        raise CaseChanged
    return case


def _found(uid: uuid.UUID, organisation_id: int) -> Conflict:
    """Read after its resource was locked."""
    rows = Conflict.objects.of(organisation_id).filter(uid=uid)
    lock_resources(organisation_id, rows.values_list("resource_id", flat=True))
    case = rows.select_related("booking", "calendar").first()
    if case is None:
        raise NotYours
    return case


def _event(case: Conflict) -> OutsideEvent:
    rows = OutsideEvent.objects.of(case.organisation_id).select_related("calendar")
    event = rows.filter(calendar=case.calendar_id, remote_id=case.remote_id).first()
    if event is None:
        raise CaseChanged
    return event


def _judge(event: OutsideEvent, *, is_ignored: bool) -> None:
    """What does not count never blocks; else as the calendar says."""
    event.is_ignored = is_ignored
    event.save(update_fields=["is_ignored"])
    rows = BusyTime.objects.of(event.organisation_id).filter(event=event)
    rows.update(blocks=event.calendar.blocks and not is_ignored)
    if not event.calendar.tentative_blocks:
        rows.filter(shows_as=BusyTime.ShowsAs.TENTATIVE).update(blocks=False)


def _about_the_same(case: Conflict) -> QuerySet[Conflict]:
    """The open cases of the same event."""
    rows = Conflict.objects.of(case.organisation_id).select_related("booking")
    return rows.filter(
        calendar=case.calendar_id, remote_id=case.remote_id, kind=Kind.OVERLAP, ended_at__isnull=True
    )
