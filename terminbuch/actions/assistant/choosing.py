"""Staff says something else than the plan."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from terminbuch.models import Case, Resource
from terminbuch.queries.plan import Proposal

from ..asking import Actor
from ..cases import close_calls, release_offers, touch
from ..deed import deed
from ..locking import raise_revisions
from ..refusals import CaseChanged, NotYours
from .asking import Choice
from .locked import find_case, lock_case


@deed
def choose(
    case_uid: UUID,
    *,
    organisation_id: int,
    choice: Choice,
    by: Actor,
    now: datetime,
    version: int | None = None,
) -> Case:
    """What shall be sent for this booking, whatever the plan says; nobody is told yet.

    Of one that waits for an answer or a call the offered times are given back first. Raises CaseChanged when
    it is settled, or changed since ``version``, and NotYours.
    """
    found = find_case(organisation_id, case_uid)
    _refuse_strangers(organisation_id, choice)
    case, _ = lock_case(found)
    if not case.is_open or (version is not None and case.version != version):
        raise CaseChanged
    raise_revisions(organisation_id, release_offers(case))
    close_calls(case, by=by, now=now)
    said = Proposal(choice.kind, choice.picks, choice.times, is_chosen=True)
    case.state, case.deadline, case.undo, case.proposal = Case.State.PLANNED, None, {}, said.as_json()
    touch(case, by=by, now=now)
    return case


def _refuse_strangers(organisation_id: int, choice: Choice) -> None:
    """Whoever is named must be of this business; whether they are free is asked when it is sent."""
    named = {pick.resource for pick in choice.picks}
    named |= {pick.resource for time in choice.times for pick in time.picks}
    if Resource.objects.of(organisation_id).filter(uid__in=named).count() < len(named):
        raise NotYours
