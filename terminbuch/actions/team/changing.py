"""Another role, another resource, out of the team. There is always an owner."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import Q

from terminbuch.models import Member

from ..asking import Actor
from ..deed import deed
from ..practising_team import follow_team
from ..refusals import NotYours
from .asking import Place
from .noting import note
from .refusals import LastOwner


@deed
def change_member(uid: uuid.UUID, place: Place, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """From the next page on. Raises NotYours, LastOwner and Contradiction ("resource")."""
    place.doubt(organisation_id)
    row = _locked(uid, organisation_id)
    if (row.role, row.resource_id) == (place.role, place.resource_id):
        return
    if place.role != Member.Role.OWNER:
        _leave_an_owner(row)
    was, row.role, row.resource_id = row.role, place.role, place.resource_id
    row.save(update_fields=["role", "resource"])
    follow_team(organisation_id)
    who = row.user.email
    note("member_changed", organisation_id=organisation_id, by=by, now=now, who=who, was=was, role=place.role)


@deed
def remove_member(uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """What the person did stays in the log; the login stays the person's. Raises NotYours, LastOwner."""
    _take_out(_locked(uid, organisation_id), "member_removed", by, now)


@deed
def leave(member: Member, *, by: Actor, now: datetime) -> None:
    """Raises NotYours for somebody who is out already, and LastOwner."""
    _take_out(_locked(member.uid, member.organisation_id), "member_left", by, now)


def _take_out(row: Member, what: str, by: Actor, now: datetime) -> None:
    _leave_an_owner(row)
    note(what, organisation_id=row.organisation_id, by=by, now=now, who=row.user.email, role=row.role)
    row.delete()
    follow_team(row.organisation_id)


def _locked(uid: uuid.UUID, organisation_id: int) -> Member:
    """With all owners, so that two of them cannot remove each other at once."""
    rows = Member.objects.of(organisation_id).filter(Q(uid=uid) | Q(role=Member.Role.OWNER))
    locked = {row.uid: row for row in rows.select_for_update(no_key=True).order_by("pk")}
    if uid not in locked:
        raise NotYours
    return locked[uid]


def _leave_an_owner(row: Member) -> None:
    if row.role != Member.Role.OWNER:
        return
    owners = Member.objects.of(row.organisation_id).filter(role=Member.Role.OWNER, user__is_active=True)
    if not owners.exclude(pk=row.pk).exists():
        raise LastOwner
