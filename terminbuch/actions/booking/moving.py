"""A booking moves: the old time is free and the new one taken in the same instant; it stays itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Allocation, Booking, Case, Hold, Resource
from terminbuch.queries.affected import is_offered
from terminbuch.queries.changing import may_be_changed
from terminbuch.queries.wish import Wish, able

from ..accepted import earlier_answer, remember
from ..asking import Actor, MoveRequest
from ..cases import follow
from ..deed import repeatable_deed
from ..locking import lock_booking, raise_revisions, resources_of
from ..occupying import (
    Occupied,
    Owner,
    delete_holds,
    find_slot,
    forget_run_out,
    locked_requirements,
    occupy,
    preferences,
)
from ..promising import MOVED, REQUESTED, Promises, Times, iso, withdraw_reminders
from ..refusals import AlreadyOver, NotYours, OverlapsOwnTime, SlotTaken, TooLate
from ..remembering import remember as log
from ..verifying import Verified, verified
from ..wishing import wish_to_move
from .decision import close_decision, open_decision
from .people import named, serving

CALLER = "manage-link"


@repeatable_deed
def reschedule(request: MoveRequest, *, by: Actor, now: datetime, outside: Outside = NOT_ASKED) -> Booking:
    """Move the booking; where the service needs approval, a customer's move is a wish that staff decides.

    So it is where an outside calendar did not answer and says to ask. The same request again gets the same
    booking. Raises SlotTaken, NotOffered, CalendarSilent, OverlapsOwnTime (the booking is untouched then),
    TooLate, AlreadyOver, KeyReused, NotYours.
    """
    found = found_to_move(request)
    earlier = earlier_answer(found.organisation_id, CALLER, request.key, digest=request.digest(), now=now)
    if earlier is not None:
        return earlier
    wish = wish_to_move(found, resource_id=request.resource_id, by_staff=by.is_staff)
    before = resources_of(found)
    requirements = locked_requirements(wish, also=before)
    resources = able(requirements) | before
    booking = lock_booking(found.organisation_id, found.pk, resources)
    wish = replace(wish, moving=booking)
    refuse_change(booking, by=by, now=now)
    forget_run_out(booking.organisation_id, resources, now=now)
    question, slot = _slot(wish, booking, request.starts_at, requirements, now=now)
    checked = verified(booking.organisation_id, question, slot, outside, now=now)
    must_wait = wish.waits_for_approval or _must_be_asked(checked, booking, by)
    delete_holds(booking.organisation_id, offers_for(booking))
    if must_wait:
        _leave_wish(booking, checked, by=by, now=now)
    else:
        _move(wish, booking, checked, by=by, now=now)
    raise_revisions(booking.organisation_id, resources_of(booking) | before, wish.service)
    remember(booking.organisation_id, CALLER, request.key, result=booking.uid)
    return booking


def found_to_move(request: MoveRequest) -> Booking:
    """The booking by its id, which the door got from a link or by a member's right."""
    rows = Booking.objects.everywhere().select_related("service__organisation", "location", "organisation")
    booking = rows.filter(pk=request.booking_id).first()
    if booking is None or booking.service is None:
        raise NotYours
    return booking


def refuse_change(booking: Booking, *, by: Actor, now: datetime) -> None:
    """What is over stays over. A customer may change until the last moment, inclusive; staff always."""
    if not booking.is_live:
        raise AlreadyOver
    if not by.is_staff and not may_be_changed(booking, now=now):
        raise TooLate(booking.cut_off_at)


def offers_for(booking: Booking) -> list[int]:
    """Every hold made for this booking: released when it moves or is cancelled."""
    rows = Hold.objects.of(booking.organisation_id).filter(is_offered(booking))
    return list(rows.values_list("pk", flat=True))


def _slot(
    wish: Wish,
    booking: Booking,
    starts_at: datetime,
    requirements: tuple[availability.Requirement, ...],
    *,
    now: datetime,
) -> tuple[availability.Question, availability.Slot]:
    try:
        return find_slot(wish, starts_at, requirements, now=now)
    except SlotTaken:
        if wish.waits_for_approval and _overlaps_own_time(booking, starts_at):
            raise OverlapsOwnTime from None
        raise


def _overlaps_own_time(booking: Booking, starts_at: datetime) -> bool:
    """Both times are as long and have the same buffers."""
    return abs(starts_at - booking.starts_at) < booking.occupied_duration


def _must_be_asked(checked: Verified, booking: Booking, by: Actor) -> bool:
    """Whether it must become a wish, though the service needs none. Staff has decided already."""
    if not checked.must_be_asked or booking.is_pending or by.is_staff:
        return False
    if _overlaps_own_time(booking, checked.slot.start):
        raise OverlapsOwnTime
    return True


def _move(wish: Wish, booking: Booking, checked: Verified, *, by: Actor, now: datetime) -> None:
    question, slot = checked.question, checked.slot
    was, old = times_of(booking), serving(booking)
    Allocation.objects.of(booking.organisation_id).filter(booking=booking).delete()
    # Who serves the booking now serves it later too, where nobody else was asked for and they are free.
    preferred = preferences(slot, question.requirements, {resource.pk for resource in old})
    taken = occupy(
        question, slot, Owner(booking), preferred=preferred, organisation_id=booking.organisation_id
    )
    people = named(booking.organisation_id, taken.rows)
    if wish.resource is not None or not wish.by_staff:
        booking.chosen_resource = wish.resource
    if booking.has_wish:
        close_decision(booking, by=by, now=now)
    booking.unverified_since = checked.unverified_since(now)
    move_to(booking, slot.start, slot.start + booking.duration, now=now)
    tell_moved(booking, was, old, people, by=by, now=now)


def times_of(booking: Booking) -> Times:
    return Times(booking.starts_at, booking.ends_at, tuple(serving(booking)))


def move_to(booking: Booking, starts_at: datetime, ends_at: datetime, *, now: datetime) -> None:
    """The booking's own row after its allocations were taken: new time, higher version and sequence."""
    booking.starts_at, booking.ends_at = starts_at, ends_at
    booking.wished_starts_at = booking.wished_ends_at = None
    booking.requested_until = decide_until(booking, starts_at, now) if booking.is_pending else None
    booking.attends_at = None
    booking.version += 1
    booking.sequence += 1
    booking.changed_at = now
    booking.save()


def tell_moved(
    booking: Booking,
    was: Times,
    old: list[Resource],
    people: list[Resource],
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Customer and resources hear of it once each; on a re-assignment the old and the new resource do.

    A request that nobody has decided is a request for the new time.
    """
    withdraw_reminders(booking)
    promises = Promises(booking, now, people, by.kind, was)
    if booking.is_pending:
        promises.to_customer("booking_requested")
        promises.to_resources(REQUESTED, people)
    else:
        promises.to_customer("booking_moved")
        promises.to_resources(MOVED, {resource.pk: resource for resource in [*old, *people]}.values())
        promises.reminder(booking.service)
    promises.write()
    log(booking, "moved", by=by, now=now, was=iso(was.starts_at), to=iso(booking.starts_at))
    follow(booking, Case.State.MOVED, by=by, now=now)


def _leave_wish(booking: Booking, checked: Verified, *, by: Actor, now: datetime) -> None:
    """The new time is taken while the old one stays; a later wish replaces an earlier one."""
    question, slot = checked.question, checked.slot
    Allocation.objects.of(booking.organisation_id).filter(booking=booking, is_wish=True).delete()
    owner = Owner(booking, is_wish=True)
    taken = occupy(question, slot, owner, preferred={}, organisation_id=booking.organisation_id)
    booking.wished_starts_at, booking.wished_ends_at = slot.start, slot.start + booking.duration
    booking.requested_until = decide_until(booking, slot.start, now)
    booking.unverified_since = booking.unverified_since or checked.unverified_since(now)
    booking.version += 1
    booking.changed_at = now
    booking.save()
    _tell_wished(booking, taken, by=by, now=now)
    follow(booking, Case.State.KEPT, by=by, now=now)


def wished_times(booking: Booking) -> dict[str, str]:
    """The wish as facts, in the place of the booking's own times."""
    return {
        "starts_at": iso(booking.wished_starts_at or booking.starts_at),
        "ends_at": iso(booking.wished_ends_at or booking.ends_at),
    }


def decide_until(booking: Booking, wished: datetime, now: datetime) -> datetime:
    hours = booking.organisation.request_hours
    return min(now + timedelta(hours=hours), wished, booking.starts_at)


def _tell_wished(booking: Booking, taken: Occupied, *, by: Actor, now: datetime) -> None:
    people = named(booking.organisation_id, taken.rows)
    new_times = wished_times(booking)
    promises = Promises(booking, now, people, by.kind, times_of(booking), more_facts=new_times)
    promises.to_customer("move_requested")
    promises.to_resources(REQUESTED, people)
    promises.write()
    open_decision(booking, now=now)
    log(booking, "move_requested", by=by, now=now, to=new_times["starts_at"])
