"""A step that nobody has answered is taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from terminbuch.models import Booking, Case

from ..asking import EVERYBODY, Actor, Telling
from ..cases import close_calls, is_hit, release_offers, touch
from ..deed import deed
from ..locking import raise_revisions
from ..refusals import CaseChanged
from ..remembering import remember
from .keeping import reassign
from .locked import find_case, lock_case


@deed
def take_back(
    case_uid: UUID, *, organisation_id: int, by: Actor, now: datetime, telling: Telling = EVERYBODY
) -> Case:
    """Offered times are free again, nobody is asked to phone, or the old resources serve again.

    The case is to be planned once more. Raises CaseChanged when the booking was answered or changed
    meanwhile, SlotTaken when somebody has the old time, NotYours.
    """
    found = find_case(organisation_id, case_uid)
    back = {new: was for was, new in found.undo.get("instead", [])}
    case, booking = lock_case(found, also=back.values())
    match case.state:
        case Case.State.WAITING | Case.State.PHONE:
            _withdraw(case, booking, by=by, now=now)
        case Case.State.KEPT if back and booking.is_live and booking.version == case.undo["version"]:
            reassign(booking, back, telling=telling, what="reassigned_back", by=by, now=now)
        case _:
            raise CaseChanged
    is_still_hit = case.disruption.absence is None or is_hit(case, booking)
    case.state = Case.State.PLANNED if is_still_hit else Case.State.SPARED
    case.deadline, case.undo, case.proposal = None, {}, {}
    touch(case, by=by, now=now)
    return case


def _withdraw(case: Case, booking: Booking, *, by: Actor, now: datetime) -> None:
    freed = release_offers(case)
    close_calls(case, by=by, now=now)
    raise_revisions(case.organisation_id, freed)
    if freed:
        remember(booking, "offers_taken_back", by=by, now=now)
