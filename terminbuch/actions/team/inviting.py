"""Somebody is invited by mail. A link is good until it is used, withdrawn, sent again or run out."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Delivery, Invitation, Member

from ..asking import Actor
from ..deed import deed
from ..personal import promise_personally
from ..settings.refusals import Contradiction
from .asking import Place
from .links import link_hash
from .noting import note
from .refusals import InvitationEnded

STANDS_FOR = timedelta(days=7)
KIND = "member_invited"


@deed
def invite(
    email: str, place: Place, *, language: str, organisation_id: int, by: Actor, now: datetime
) -> Invitation:
    """Raises NotYours and Contradiction, by the columns "email" and "resource".

    Whether somebody signs in with the address elsewhere changes nothing and is not told (SEC-13).
    """
    place.doubt(organisation_id)
    members = Member.objects.of(organisation_id).filter(user__email__iexact=email)
    if members.exists():
        raise Contradiction({"email": _("This person belongs to the team already.")})
    row = written(email, place, language=language, organisation_id=organisation_id, by=by, now=now)
    note("invited", organisation_id=organisation_id, by=by, now=now, who=email, role=place.role)
    return row


@deed
def send_again(uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """Another link, good for as long again; the one before is dead. Raises InvitationEnded."""
    row = waiting(uid, organisation_id)
    row.generation += 1
    row.link_hash, row.deadline = link_hash(row.uid, row.generation), now + STANDS_FOR
    row.save()
    _promise_no_more(row)
    promise(row, now=now)
    note("invited_again", organisation_id=organisation_id, by=by, now=now, who=row.email)


@deed
def withdraw(uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """The link is dead; a mail that has not left yet stays here. Raises InvitationEnded."""
    row = waiting(uid, organisation_id)
    row.withdrawn_at = now
    row.save()
    _promise_no_more(row)
    note("invitation_withdrawn", organisation_id=organisation_id, by=by, now=now, who=row.email)


def written(
    email: str,
    place: Place,
    *,
    language: str,
    organisation_id: int,
    by: Actor,
    now: datetime,
    is_founding: bool = False,
    stands_for: timedelta = STANDS_FOR,
) -> Invitation:
    """A step of a deed: the row, and the mail. Raises Contradiction where one is waiting already."""
    row = Invitation(
        organisation_id=organisation_id,
        email=email,
        role=place.role,
        resource_id=place.resource_id,
        language=language,
        invited_by=by.member,
        created_at=now,
        deadline=now + stands_for,
    )
    row.link_hash = link_hash(row.uid, row.generation)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Contradiction(
            {"email": _("This person is invited already. You can send the invitation again.")}
        ) from None
    promise(row, now=now, is_founding=is_founding)
    return row


def promise(row: Invitation, *, now: datetime, is_founding: bool = False) -> None:
    promise_personally(
        KIND,
        organisation_id=row.organisation_id,
        recipient=row.email,
        language=row.language,
        key=_event(row),
        now=now,
        facts={"invitation": row.pk, "is_founding": is_founding},
    )


def waiting(uid: uuid.UUID, organisation_id: int) -> Invitation:
    """Locked; one that has run out can be sent again. Raises InvitationEnded."""
    rows = Invitation.objects.of(organisation_id).select_for_update(no_key=True)
    row = rows.filter(uid=uid, accepted_at=None, withdrawn_at=None).first()
    if row is None:
        raise InvitationEnded
    return row


def _promise_no_more(row: Invitation) -> None:
    """Mails with a link that is dead by now."""
    rows = Delivery.objects.of(row.organisation_id).filter(kind=KIND, state=Delivery.State.DUE)
    stale = rows.filter(key__startswith=f"{KIND}:{row.uid}:").exclude(key=f"{KIND}:{_event(row)}")
    (stale if row.withdrawn_at is None else rows.filter(key__startswith=f"{KIND}:{row.uid}:")).update(
        state=Delivery.State.WITHDRAWN
    )


def _event(row: Invitation) -> str:
    return f"{row.uid}:{row.generation}"
