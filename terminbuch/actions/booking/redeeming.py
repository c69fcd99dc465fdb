"""A customer takes one of the times that were offered; or somebody on the phone says which."""

from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.availability import NOT_ASKED, Outside, Span
from terminbuch.models import Allocation, Booking, Hold
from terminbuch.queries.affected import is_offered

from ..accepted import earlier_answer, remember
from ..asking import Actor
from ..deed import repeatable_deed
from ..locking import lock_booking, lock_resources, lock_service, raise_revisions, resources_of
from ..occupying import Owner, delete_holds, forget_run_out, take_again
from ..refusals import AlreadyOver, CalendarSilent, NotYours, OfferEnded, TakenOutside
from ..verifying import judged_of
from .decision import close_decision
from .moving import move_to, offers_for, tell_moved, times_of
from .people import serving

CALLER = "offer"


@repeatable_deed
def redeem(
    hold_uid: uuid.UUID, *, booking_id: int, by: Actor, now: datetime, outside: Outside = NOT_ASKED
) -> Booking:
    """The booking moves to the offered time; the other offered times and the old one are free.

    The customer's cut-off does not count: the business asked. The same time again gets the same answer.
    Raises OfferEnded when it is no longer kept, TakenOutside, CalendarSilent, AlreadyOver when the booking
    is, NotYours.
    """
    found = _found(booking_id)
    key = str(hold_uid)
    earlier = earlier_answer(found.organisation_id, CALLER, key, digest=key, now=now)
    if earlier is not None:
        return earlier
    if found.service is not None:
        lock_service(found.service)
    before = resources_of(found)
    lock_resources(found.organisation_id, before)
    booking = lock_booking(found.organisation_id, booking_id, before)
    if not booking.is_live:
        raise AlreadyOver
    forget_run_out(booking.organisation_id, before, now=now)
    offer = _offer(booking, hold_uid)
    is_sure = _is_surely_free(offer, outside, now=now)
    booking.unverified_since = None if is_sure else now
    _move(booking, offer, by=by, now=now)
    raise_revisions(booking.organisation_id, before, booking.service)
    remember(booking.organisation_id, CALLER, key, result=booking.uid)
    return booking


def _found(booking_id: int) -> Booking:
    booking = Booking.objects.everywhere().select_related("service").filter(pk=booking_id).first()
    if booking is None:
        raise NotYours
    return booking


def _offer(booking: Booking, uid: uuid.UUID) -> Hold:
    rows = Hold.objects.of(booking.organisation_id).filter(is_offered(booking), uid=uid)
    offer = rows.first()
    if offer is None:
        raise OfferEnded
    return offer


def _is_surely_free(offer: Hold, outside: Outside, *, now: datetime) -> bool:
    """Staff has offered this time itself, so nobody is asked to approve it again."""
    spans = {row.resource_id: Span(row.starts_at, row.ends_at) for row in offer.allocations.all()}
    found = set(judged_of(offer.organisation_id, spans, outside, now=now).values())
    if "busy" in found:
        raise TakenOutside
    if "refuse" in found:
        raise CalendarSilent
    return found <= {"free"}


def _move(booking: Booking, offer: Hold, *, by: Actor, now: datetime) -> None:
    """What was kept becomes the booking's own: all rows go, then the kept ones are written anew."""
    was, old = times_of(booking), serving(booking)
    kept = list(offer.allocations.all())
    starts_at, ends_at = offer.starts_at, offer.ends_at
    Allocation.objects.of(booking.organisation_id).filter(booking=booking).delete()
    delete_holds(booking.organisation_id, offers_for(booking))
    take_again(kept, Owner(booking))
    people = serving(booking)
    if booking.chosen_resource_id not in {person.pk for person in people}:
        booking.chosen_resource = None
    if booking.has_wish:
        close_decision(booking, by=by, now=now)
    move_to(booking, starts_at, ends_at, now=now)
    tell_moved(booking, was, old, people, by=by, now=now)
