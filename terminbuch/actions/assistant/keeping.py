"""A booking keeps its time, with somebody else."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from terminbuch.availability import Outside
from terminbuch.models import Booking, Case, Resource
from terminbuch.queries import by_hand
from terminbuch.queries.by_hand import HandWish
from terminbuch.queries.plan import Proposal, candidates_at

from ..asking import Actor, Telling
from ..booking.calling import ask_to_call
from ..booking.deciding import drop_wish
from ..booking.decision import close_decision
from ..booking.moving import times_of
from ..booking.people import names, serving
from ..cases import close_calls, end_case, touch
from ..locking import raise_revisions
from ..occupying import Owner, forget_run_out, take_again
from ..promising import MOVED, REQUESTED, Promises, Times, withdraw_reminders
from ..refusals import InTheWay, NeedsOverride, NotQualified
from ..remembering import remember


def keep(
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
    """Whoever cannot serve is replaced, everything else about the booking stays. A wish is declined with it.

    Raises InTheWay, NeedsOverride or NotQualified when it is no longer possible.
    """
    if booking.has_wish:
        close_decision(booking, by=by, now=now)
        drop_wish(booking, by=by, now=now)
        case.refresh_from_db()
    instead = _instead(booking, proposal, people)
    if not instead:
        raise_revisions(booking.organisation_id, end_case(case, Case.State.KEPT, by=by, now=now))
        return
    forget_run_out(booking.organisation_id, instead.values(), now=now)
    is_sure = _refuse(booking, instead, outside, now=now)
    booking.unverified_since = booking.unverified_since if is_sure else now
    reassign(booking, instead, telling=telling, what="reassigned", by=by, now=now)
    case.state, case.deadline = Case.State.KEPT, None
    case.undo = {"instead": [[was, new] for was, new in instead.items()], "version": booking.version}
    close_calls(case, by=by, now=now)
    touch(case, by=by, now=now)


def _instead(booking: Booking, proposal: Proposal, people: dict[UUID, int]) -> dict[int, int]:
    """Whom to replace by whom, requirement by requirement. Raises NotQualified for who cannot serve it."""
    serving_now, wanted = defaultdict(list), defaultdict(list)
    for row in booking.allocations.filter(live=True, is_wish=False).order_by("position", "pk"):
        serving_now[row.position].append(row.resource_id)
    for pick in proposal.picks:
        wanted[pick.position].append(people[pick.resource])
    instead: dict[int, int] = {}
    for position, now_there in serving_now.items():
        leaving = [key for key in now_there if key not in wanted[position]]
        coming = [key for key in wanted[position] if key not in now_there]
        if len(leaving) != len(coming) or not set(coming) <= candidates_at(booking, position):
            raise NotQualified
        instead |= dict(zip(leaving, coming, strict=True))
    return instead


def _refuse(booking: Booking, instead: dict[int, int], outside: Outside, *, now: datetime) -> bool:
    """Today's hours and absences count, and what takes their time; notice and horizon do not bind staff.

    Answers whether all their outside calendars did.
    """
    wish = HandWish(
        organisation=booking.organisation,
        service=booking.service,
        location=booking.location,
        starts_at=booking.starts_at,
        duration=booking.duration,
        buffer_before=timedelta(minutes=booking.buffer_before_minutes),
        buffer_after=timedelta(minutes=booking.buffer_after_minutes),
        moving=booking,
    )
    judgement = by_hand.judge(wish, [*instead.values()], now=now, outside=outside)
    if judgement.obstacles:
        raise InTheWay(judgement.obstacles)
    if judgement.concerns:
        raise NeedsOverride(judgement.concerns)
    return judgement.is_sure


def reassign(
    booking: Booking, instead: dict[int, int], *, telling: Telling, what: str, by: Actor, now: datetime
) -> None:
    """The same time with other resources, and all who are concerned hear of it by the boxes.

    Raises SlotTaken where the database says that somebody's time is taken.
    """
    was = times_of(booking)
    rows = booking.allocations.filter(live=True, is_wish=False)
    old = list(rows.order_by("position", "pk"))
    rows.delete()
    take_again(old, Owner(booking), instead=instead)
    booking.version += 1
    booking.sequence += 1
    booking.changed_at = now
    booking.save()
    raise_revisions(booking.organisation_id, {*instead, *instead.values()}, booking.service)
    _tell(booking, was, serving(booking), telling=telling, what=what, by=by, now=now)


def _tell(
    booking: Booking,
    was: Times,
    people: list[Resource],
    *,
    telling: Telling,
    what: str,
    by: Actor,
    now: datetime,
) -> None:
    withdraw_reminders(booking)
    promises = Promises(booking, now, people, by.kind, was, telling=telling)
    promises.to_customer("booking_requested" if booking.is_pending else "booking_moved")
    everybody = {person.pk: person for person in [*was.people, *people]}
    promises.to_resources(REQUESTED if booking.is_pending else MOVED, everybody.values())
    if not booking.is_pending:
        promises.reminder(booking.service)
    promises.write()
    ask_to_call(booking, "moved", now=now)
    remember(booking, what, by=by, now=now, was_people=[*names(was.people)], people=[*names(people)])
