"""It was agreed that a booking stays as it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from terminbuch.models import Case

from ..asking import Actor
from ..cases import end_case
from ..deed import deed
from ..locking import raise_revisions
from ..refusals import CaseChanged
from ..remembering import remember
from .locked import find_case, lock_case


@deed
def leave(case_uid: UUID, *, organisation_id: int, by: Actor, now: datetime) -> Case:
    """Whoever is away comes for this one, or the customer was told on the phone: nothing is to do any more.

    Only of what waits for staff. Raises CaseChanged, NotYours.
    """
    case, booking = lock_case(find_case(organisation_id, case_uid))
    if case.state not in {Case.State.PLANNED, Case.State.PHONE} or not booking.is_live:
        raise CaseChanged
    raise_revisions(organisation_id, end_case(case, Case.State.KEPT, by=by, now=now))
    remember(booking, "left_as_it_is", by=by, now=now)
    return case
