"""A new business by sign-up: it waits without a member until somebody opens the link that was mailed.

So the address is confirmed before anybody is in, and one that is known already gets the very same answer
and the very same mail: whoever signs in with it accepts, nobody's login is touched (SEC-06, SEC-13).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from terminbuch.models import (
    Delivery,
    HistoryEntry,
    Invitation,
    Location,
    Member,
    Organisation,
    Task,
)

from ..asking import Actor
from ..deed import deed
from ..founding import Founding, begun
from .asking import Place
from .inviting import written
from .noting import note

STANDS_FOR = timedelta(days=1)
BY_PAGE = Actor(HistoryEntry.Actor.SYSTEM, "page")
A_FEW = 200


@deed
def sign_up(asked: Founding, email: str, *, now: datetime) -> None:
    """Raises Contradiction by "slug"."""
    organisation = begun(asked, email=email)
    owner, language = Place(Member.Role.OWNER), asked.language
    key = organisation.pk
    note("business_founded", organisation_id=key, by=BY_PAGE, now=now, who=email)
    written(
        email,
        owner,
        language=language,
        organisation_id=key,
        by=BY_PAGE,
        now=now,
        is_founding=True,
        stands_for=STANDS_FOR,
    )


def sweep_sign_ups(now: datetime) -> None:
    """Nobody opened the link: the business goes, and its address is free again."""
    members = Member.objects.everywhere().filter(organisation_id=OuterRef("organisation_id"))
    rows = Invitation.objects.everywhere().filter(
        ~Exists(members), invited_by=None, role=Member.Role.OWNER, accepted_at=None, deadline__lte=now
    )
    for organisation_id in list(rows.values_list("organisation_id", flat=True)[:A_FEW]):
        _forget(organisation_id, now)


@deed
def _forget(organisation_id: int, now: datetime) -> None:
    """The invitation is locked first, as accepting does: who opens the link at this moment is let in."""
    rows = Invitation.objects.of(organisation_id).select_for_update(no_key=True)
    if any(row.accepted_at or row.is_open(now) for row in rows):
        return
    for model in (Task, Delivery, HistoryEntry, Invitation, Location):
        model.objects.of(organisation_id).delete()
    Organisation.objects.filter(pk=organisation_id).delete()
