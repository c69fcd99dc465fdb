"""An invitation becomes a member. A login that is there already is never altered (SEC-06)."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import HistoryEntry, Invitation, Member, User

from ..asking import Actor
from ..deed import deed
from ..newcomers import NewPerson, enrolled
from ..practising_team import follow_team
from .asking import Place
from .noting import note
from .refusals import InvitationEnded, WrongReader


@deed
def accept(invitation: Invitation, *, user: User, now: datetime) -> Member:
    """Whoever is signed in belongs to the team from now on, and keeps a place that they had before.

    Raises InvitationEnded, and WrongReader for somebody to whom it was not sent.
    """
    row = _still_open(invitation, now)
    if user.email.lower() != row.email.lower():
        raise WrongReader
    return _let_in(row, user, now)


@deed
def join(invitation: Invitation, *, name: str, password: str, now: datetime) -> Member:
    """Somebody who never signed in before does so from now on, with this password.

    The address is the invitation's, which the link has proved. Raises InvitationEnded, and Contradiction by
    "email" (somebody signs in with it already) and "password".
    """
    row = _still_open(invitation, now)
    return _let_in(row, enrolled(NewPerson(row.email, name, password, row.language)), now)


def _still_open(invitation: Invitation, now: datetime) -> Invitation:
    """Locked, and with the link that it was opened by."""
    rows = Invitation.objects.of(invitation.organisation_id).select_for_update(no_key=True)
    row = rows.filter(pk=invitation.pk, generation=invitation.generation).first()
    if row is None or not row.is_open(now):
        raise InvitationEnded
    return row


def _let_in(row: Invitation, user: User, now: datetime) -> Member:
    Place(row.role, row.resource_id).doubt(row.organisation_id)
    place = {"role": row.role, "resource_id": row.resource_id}
    member, _ = Member.objects.of(row.organisation_id).get_or_create(
        organisation_id=row.organisation_id, user=user, defaults=place
    )
    row.accepted_at = now
    row.save()
    follow_team(row.organisation_id)
    by = Actor(HistoryEntry.Actor.MEMBER, "link", member)
    note(
        "invitation_accepted",
        organisation_id=row.organisation_id,
        by=by,
        now=now,
        who=user.email,
        role=member.role,
    )
    return member
