"""Times are kept for a customer, who gets one mail about them or a call."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from terminbuch import availability
from terminbuch.models import Booking, Case, Hold, Resource
from terminbuch.queries.plan import OfferedTime, Proposal, offered_question

from ..asking import Actor, Telling
from ..booking.deciding import drop_wish
from ..booking.decision import close_decision
from ..booking.people import named, names, serving
from ..cases import OFFERED, ask_to_phone, touch
from ..keys import hashed
from ..occupying import FARTHEST, Owner, forget_run_out, occupy
from ..promising import Promises, iso
from ..refusals import NothingToSend, SlotTaken
from ..remembering import remember

# Somebody must be able to read the mail, and somebody to phone before the customer sets out.
TIME_TO_ANSWER = timedelta(minutes=30)
TIME_TO_PHONE = timedelta(minutes=60)
FULL = timedelta(minutes=5)


@dataclass(frozen=True)
class Offered:
    """A time that is kept now, and by whom it would be served."""

    hold: Hold
    people: tuple[Resource, ...]

    def as_facts(self) -> dict[str, Any]:
        return {
            "uid": str(self.hold.uid),
            "starts_at": iso(self.hold.starts_at),
            "ends_at": iso(self.hold.ends_at),
            "people": [*names(self.people)],
        }


def offer(
    case: Case,
    booking: Booking,
    proposal: Proposal,
    people: dict[UUID, int],
    *,
    telling: Telling,
    by: Actor,
    now: datetime,
) -> None:
    """Keep what is still free of the proposed times. With an address the customer is mailed and waited for;
    without one, or when the appointment is too near for a mail, somebody phones.

    Raises SlotTaken when none of the times is free any more.
    """
    if booking.service is None:
        raise NothingToSend
    if booking.has_wish:
        close_decision(booking, by=by, now=now)
        drop_wish(booking, by=by, now=now)
        case.refresh_from_db()
    forget_run_out(booking.organisation_id, people.values(), now=now)
    deadline = _deadline(booking, proposal, now=now)
    is_mailed = bool(booking.email) and telling.customer and deadline is not None
    until = deadline + TIME_TO_PHONE if is_mailed and deadline else now + _patience(booking)
    kept = [_kept(case, booking, time, people, until=until, now=now) for time in proposal.times]
    offered = [each for each in kept if each is not None]
    if not offered:
        raise SlotTaken
    if is_mailed and deadline is not None:
        case.state, case.deadline = Case.State.WAITING, deadline
    else:
        case.state = Case.State.PHONE
        ask_to_phone(case, "too_soon" if booking.email else "no_address", now=now)
    touch(case, by=by, now=now)
    _tell(case, booking, offered, telling=telling, by=by, now=now)


def _patience(booking: Booking) -> timedelta:
    return timedelta(hours=booking.organisation.offer_hours)


def _deadline(booking: Booking, proposal: Proposal, *, now: datetime) -> datetime | None:
    """Until when an answer is waited for; None when there is no time for a mail."""
    first = min((time.starts_at for time in proposal.times), default=now)
    until = _on_the_clock(min(now + _patience(booking), booking.starts_at - TIME_TO_PHONE, first))
    return until if until >= now + TIME_TO_ANSWER else None


def _on_the_clock(moment: datetime) -> datetime:
    """A moment that can be said: full five minutes."""
    return moment - (moment - datetime(2000, 1, 1, tzinfo=UTC)) % FULL


def _kept(
    case: Case,
    booking: Booking,
    time: OfferedTime,
    people: dict[UUID, int],
    *,
    until: datetime,
    now: datetime,
) -> Offered | None:
    """The hold, by the rule that made the plan; None when the time is gone, past or the booking's own."""
    if not now < time.starts_at < now + FARTHEST or time.starts_at == booking.starts_at:
        return None
    picks: defaultdict[int, set[int]] = defaultdict(set)
    for pick in time.picks:
        picks[pick.position].add(people[pick.resource])
    question = offered_question(booking, picks, at=time.starts_at, now=now)
    slot = availability.slot_at(question, time.starts_at) if question else None
    if question is None or slot is None:
        return None
    hold = _hold(case, booking, time, deadline=min(until, time.starts_at), now=now)
    taken = occupy(question, slot, Owner(hold=hold), preferred={}, organisation_id=case.organisation_id)
    return Offered(hold, tuple(named(case.organisation_id, taken.rows)))


def _hold(case: Case, booking: Booking, time: OfferedTime, *, deadline: datetime, now: datetime) -> Hold:
    return Hold.objects.create(
        organisation_id=case.organisation_id,
        token_hash=hashed(secrets.token_urlsafe(24)),
        service_id=booking.service_id or 0,
        location_id=booking.location_id,
        # An offer names both or neither; without a customer it is known by its case.
        customer=booking.customer,
        booking=booking if booking.customer_id else None,
        case=case,
        starts_at=time.starts_at,
        ends_at=time.starts_at + booking.duration,
        created_at=now,
        deadline=deadline,
    )


def _tell(
    case: Case, booking: Booking, offered: list[Offered], *, telling: Telling, by: Actor, now: datetime
) -> None:
    booking.version += 1
    booking.changed_at = now
    booking.save()
    facts: dict[str, Any] = {
        "offers": [each.as_facts() for each in sorted(offered, key=lambda each: each.hold.starts_at)],
        "why": case.disruption.absence.public_sentence if case.disruption.absence else "",
    }
    if case.deadline is not None:
        facts["until"] = iso(case.deadline)
        promises = Promises(booking, now, serving(booking), by.kind, more_facts=facts, telling=telling)
        promises.to_customer(OFFERED)
        promises.write()
    times = [each["starts_at"] for each in facts["offers"]]
    remember(booking, "offered", by=by, now=now, times=times, until=facts.get("until"))
