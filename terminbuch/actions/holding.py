"""Keeping a slot for a visitor while the form is filled."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch.models import Hold
from terminbuch.queries import access
from terminbuch.queries.wish import Wish

from .asking import HoldRequest
from .deed import deed
from .keys import hashed
from .locking import lock_resources, raise_revisions
from .occupying import Occupied, Owner, delete_holds, locked_choice, look, settle
from .refusals import AlreadyExtended, HoldEnded, TooManyHolds
from .writing import write

WHILE_ASKING = timedelta(seconds=30)


@dataclass(frozen=True)
class HeldSlot:
    """A fresh hold and its token, which is told once and kept only hashed."""

    token: str
    hold: Hold


@deed
def hold(request: HoldRequest, *, now: datetime) -> HeldSlot:
    """Keep a slot until the organisation's hold minutes are over.

    Raises SlotTaken, NotOffered, TooManyHolds, Closed, NotYours.
    """
    chosen = locked_choice(
        request.organisation_id,
        service_id=request.service_id,
        location_id=request.location_id,
        resource_id=request.resource_id,
    )
    organisation = chosen.wish.service.organisation
    _refuse_hoarding(request, limit=organisation.holds_per_visitor, now=now)
    seen, slot = look(chosen, request.starts_at, now=now)
    token = secrets.token_urlsafe(24)

    def write_down(taken: Occupied) -> Hold:
        row = _hold(request, chosen.wish, taken, token, now=now)
        write([row, *Owner(hold=row).owning(taken.rows)])
        raise_revisions(organisation.pk, taken.resources)
        return row

    row = settle(seen.question, slot, write_down, preferred={}, organisation_id=organisation.pk)
    return HeldSlot(token, row)


def _hold(request: HoldRequest, wish: Wish, taken: Occupied, token: str, *, now: datetime) -> Hold:
    organisation = wish.service.organisation
    return Hold(
        organisation=organisation,
        token_hash=hashed(token),
        visitor_hash=_visitor(request),
        service=wish.service,
        location=wish.location,
        chosen_resource=wish.resource,
        starts_at=taken.starts_at,
        ends_at=taken.ends_at,
        created_at=now,
        deadline=now + timedelta(minutes=organisation.hold_minutes),
    )


def _visitor(request: HoldRequest) -> str:
    return hashed(f"{request.organisation_id}:{request.visitor}")


def _refuse_hoarding(request: HoldRequest, *, limit: int, now: datetime) -> None:
    rows = Hold.objects.of(request.organisation_id).filter(visitor_hash=_visitor(request), deadline__gt=now)
    if rows.count() >= limit:
        raise TooManyHolds


@deed
def extend(hold_token: str, *, organisation_id: int, now: datetime) -> Hold:
    """Keep it once more as long, before it has run out. Raises HoldEnded, AlreadyExtended."""
    row = _locked(hold_token, organisation_id)
    if row is None or row.has_run_out(now):
        raise HoldEnded
    if row.was_extended:
        raise AlreadyExtended
    row.deadline += timedelta(minutes=row.organisation.hold_minutes)
    row.was_extended = True
    row.save(update_fields=["deadline", "was_extended"])
    return row


@deed
def keep_while_asking(hold_id: int, *, organisation_id: int, now: datetime) -> None:
    """At least half a minute is left while outside calendars are asked. What has run out stays so."""
    row = Hold.objects.of(organisation_id).filter(pk=hold_id).first()
    if row is None:
        return
    lock_resources(organisation_id, _resources_of(row))
    rows = Hold.objects.of(organisation_id).filter(pk=hold_id, deadline__gt=now)
    rows.filter(deadline__lt=now + WHILE_ASKING).update(deadline=now + WHILE_ASKING)


@deed
def release(hold_token: str, *, organisation_id: int, now: datetime) -> None:
    """Give the slot back. Doing it twice, or late, is harmless."""
    row = _locked(hold_token, organisation_id)
    if row is None:
        return
    resources = _resources_of(row)
    delete_holds(organisation_id, [row.pk])
    raise_revisions(organisation_id, resources)


def _locked(hold_token: str, organisation_id: int) -> Hold | None:
    """The hold, its resources locked: who forgets run-out holds comes before or after, never between."""
    found = access.hold_by_token(organisation_id, hold_token)
    if found is None:
        return None
    lock_resources(organisation_id, _resources_of(found))
    return Hold.objects.of(organisation_id).select_related("organisation").filter(pk=found.pk).first()


def _resources_of(row: Hold) -> set[int]:
    return set(row.allocations.values_list("resource_id", flat=True))
