"""What a calendar is for: whether it blocks, whether it receives, and what is done when something is odd."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from terminbuch.models import BusyTime, CalendarEntry, OutsideCalendar, OutsideEvent

from ..asking import Actor
from ..calendar_writes import promise_again, promise_all
from ..deed import deed
from ..locking import lock_resources, raise_revisions
from ..refusals import NotYours
from .noting import note
from .refusals import ReadOnlyCalendar

COLUMNS = (
    "blocks",
    "receives",
    "tentative_blocks",
    "when_unknown",
    "young_minutes",
    "when_moved",
    "when_deleted",
    "style",
)


@deed
def choose(
    calendar_uid: uuid.UUID,
    values: Mapping[str, Any],
    *,
    organisation_id: int,
    by: Actor,
    now: datetime,
) -> OutsideCalendar:
    """Columns that are not given stay. One that blocks is read at once; until then nothing of its resource's
    time is offered. Who received before does so no longer. The same again changes nothing.

    Raises NotYours, ReadOnlyCalendar.
    """
    calendar = _locked(calendar_uid, organisation_id)
    was = chosen(calendar)
    to = was | {column: values[column] for column in COLUMNS if column in values}
    if to == was:
        return calendar
    if to["receives"] and not was["receives"] and calendar.may_write is False:
        raise ReadOnlyCalendar
    for column, value in to.items():
        setattr(calendar, column, value)
    former = _former(calendar) if calendar.receives and not was["receives"] else None
    _watch(calendar, was, now=now)
    calendar.save()
    _promise(calendar, was, former, now=now)
    raise_revisions(organisation_id, [calendar.resource_id])
    note("calendar_changed", calendar, by=by, now=now, was=was, to=to)
    return calendar


@deed
def read_now(connection_id: int, *, organisation_id: int, now: datetime) -> None:
    """What "check now" does: all of its calendars that are read are due."""
    rows = OutsideCalendar.objects.of(organisation_id).filter(connection=connection_id)
    rows.filter(next_read_at__isnull=False).update(next_read_at=now)


def chosen(calendar: OutsideCalendar) -> dict[str, Any]:
    return {column: getattr(calendar, column) for column in COLUMNS}


def _locked(uid: uuid.UUID, organisation_id: int) -> OutsideCalendar:
    """With its resource, which is locked first."""
    rows = OutsideCalendar.objects.of(organisation_id).filter(uid=uid)
    lock_resources(organisation_id, rows.values_list("resource_id", flat=True))
    row = rows.select_for_update(no_key=True, of=("self",)).select_related("resource", "connection").first()
    if row is None:
        raise NotYours
    return row


def _former(calendar: OutsideCalendar) -> OutsideCalendar | None:
    """The one calendar of the resource that received so far, and does no longer."""
    others = OutsideCalendar.objects.of(calendar.organisation_id).filter(resource=calendar.resource)
    former = others.filter(receives=True).first()
    if former is not None:
        former.receives = False
        if not former.blocks:
            former.next_read_at = None
        former.save(update_fields=["receives", "next_read_at"])
    return former


def _promise(
    calendar: OutsideCalendar, was: Mapping[str, Any], former: OutsideCalendar | None, *, now: datetime
) -> None:
    """What is booked goes to where it is received now, and away from where it was."""
    for each in (former, calendar if calendar.receives != was["receives"] else None):
        if each is not None:
            promise_all(each, now=now)
    if calendar.receives and was["receives"] and calendar.style != was["style"]:
        entries = CalendarEntry.objects.of(calendar.organisation_id).filter(calendar=calendar)
        for entry in entries.filter(booking__ends_at__gt=now).select_related("booking"):
            promise_again(entry.booking, calendar, now=now)


def _watch(calendar: OutsideCalendar, was: Mapping[str, Any], *, now: datetime) -> None:
    """What must be known anew is asked for as a whole, whatever is being read right now; what nobody needs
    to know is forgotten.
    """
    if calendar.blocks != was["blocks"]:
        _forget(calendar)
    if calendar.tentative_blocks != was["tentative_blocks"]:
        _judge_tentative(calendar)
    calendar.full_due, calendar.token, calendar.lease_token, calendar.lease_until = True, "", None, None
    calendar.next_read_at = now if calendar.blocks or calendar.receives else None


def _forget(calendar: OutsideCalendar) -> None:
    """As if it had never been read: what was known while it did not block says nothing about now."""
    OutsideEvent.objects.of(calendar.organisation_id).filter(calendar=calendar).delete()
    calendar.last_good_at = calendar.read_from = calendar.read_until = calendar.full_at = None
    calendar.failing_since, calendar.failures, calendar.trouble, calendar.skipped = None, 0, "", []
    calendar.is_withheld, calendar.told_at = False, None


def _judge_tentative(calendar: OutsideCalendar) -> None:
    """Neither our own entries nor what does not count ever block."""
    rows = BusyTime.objects.of(calendar.organisation_id).filter(
        calendar=calendar, shows_as=BusyTime.ShowsAs.TENTATIVE
    )
    judged = rows.filter(event__booking=None, event__is_ignored=False)
    judged.update(blocks=calendar.tentative_blocks)
