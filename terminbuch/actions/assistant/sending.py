"""What was planned or chosen is done: each case whole or not at all, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from terminbuch.availability import NOT_ASKED, Outside, Span
from terminbuch.models import Booking, Case, Resource
from terminbuch.queries.plan import Proposal

from ..asking import EVERYBODY, Actor, Telling
from ..booking.cancelling import call_off
from ..cases import ask_to_phone, touch
from ..deed import deed
from ..locking import raise_revisions, resources_of
from ..refusals import CaseChanged, NothingToSend, Refusal
from .asking import Refused, Sent
from .keeping import keep
from .locked import find_case, lock_case
from .offering import offer


def send(
    case_uids: Iterable[UUID],
    *,
    organisation_id: int,
    by: Actor,
    now: datetime,
    telling: Telling = EVERYBODY,
    outside: Outside = NOT_ASKED,
) -> Sent:
    """Each in a transaction of its own; what is refused stays as it was and is named.

    ``outside`` is about those who are to take over a booking. Who takes an offered time asks again then.
    """
    done: list[UUID] = []
    refused: list[Refused] = []
    for uid in dict.fromkeys(case_uids):
        try:
            _send(uid, organisation_id=organisation_id, telling=telling, by=by, now=now, outside=outside)
        except Refusal as refusal:
            refused.append(Refused(uid, refusal))
        else:
            done.append(uid)
    return Sent(tuple(done), tuple(refused))


def whom_to_ask(case_uid: UUID, *, organisation_id: int) -> dict[int, Span]:
    """Who is to take over this booking, if that is what will be sent, and for which span."""
    try:
        found = find_case(organisation_id, case_uid)
    except Refusal:
        return {}
    proposal, booking = Proposal.of_json(found.proposal), found.booking
    if proposal.kind != "keep":
        return {}
    coming = set(_people(organisation_id, proposal).values()) - resources_of(booking)
    return dict.fromkeys(coming, booking.occupied)


@deed
def _send(
    uid: UUID,
    *,
    organisation_id: int,
    telling: Telling,
    by: Actor,
    now: datetime,
    outside: Outside,
) -> None:
    """Raises CaseChanged, NothingToSend, SlotTaken and its like when a time is gone, NotYours."""
    found = find_case(organisation_id, uid)
    proposal = Proposal.of_json(found.proposal)
    people = _people(organisation_id, proposal)
    case, booking = lock_case(found, also=people.values())
    if case.state != Case.State.PLANNED or not booking.is_live:
        raise CaseChanged
    _do(case, booking, proposal, people, telling=telling, by=by, now=now, outside=outside)
    raise_revisions(organisation_id, people.values(), booking.service)


def _people(organisation_id: int, proposal: Proposal) -> dict[UUID, int]:
    named = {pick.resource for pick in proposal.picks}
    named |= {pick.resource for time in proposal.times for pick in time.picks}
    rows = Resource.objects.of(organisation_id).filter(uid__in=named)
    return dict(rows.values_list("uid", "pk"))


def _do(
    case: Case,
    booking: Booking,
    proposal: Proposal,
    people: dict[UUID, int],
    *,
    telling: Telling,
    by: Actor,
    now: datetime,
    outside: Outside,
) -> None:
    match proposal.kind:
        case "keep":
            keep(case, booking, proposal, people, telling=telling, by=by, now=now, outside=outside)
        case "offer":
            offer(case, booking, proposal, people, telling=telling, by=by, now=now)
        case "phone":
            _phone(case, proposal.why or "nothing_free", by=by, now=now)
        case "cancel":
            call_off(booking, telling=telling, by=by, now=now)
        case _:
            raise NothingToSend


def _phone(case: Case, about: str, *, by: Actor, now: datetime) -> None:
    case.state = Case.State.PHONE
    touch(case, by=by, now=now)
    ask_to_phone(case, about, now=now)
