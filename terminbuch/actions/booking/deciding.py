"""Staff accepts or declines what was requested: a new booking, or a booking's move."""

from __future__ import annotations

from datetime import datetime

from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Allocation, Booking, Case

from ..asking import Actor
from ..cases import follow
from ..deed import deed
from ..locking import lock_booking, lock_resources, lock_service, raise_revisions, resources_of
from ..occupying import delete_holds
from ..promising import ENDED, NEW, Promises, iso
from ..refusals import BusyOutside, NotPending, NotYours
from ..remembering import remember
from ..verifying import judged_of
from .cancelling import end
from .decision import close_decision
from .moving import move_to, offers_for, tell_moved, times_of, wished_times
from .occupied import for_what_waits
from .people import serving


@deed
def accept(
    booking_id: int, *, by: Actor, now: datetime, outside: Outside = NOT_ASKED, insists: bool = False
) -> Booking:
    """Confirm a request, or carry out the move that a customer wished for.

    Here the time is already theirs, so nothing can be in the way. Raises BusyOutside where an outside
    calendar shows something else by now and nobody ``insists``; NotPending when somebody decided before or
    the request has lapsed, and NotYours.
    """
    booking = locked_request(booking_id)
    _refuse_decided(booking, now=now)
    _look_outside(booking, outside, insists=insists, now=now)
    close_decision(booking, by=by, now=now)
    if booking.is_pending:
        _confirm(booking, by=by, now=now)
    else:
        _grant_move(booking, by=by, now=now)
    return booking


@deed
def decline(booking_id: int, *, by: Actor, now: datetime) -> Booking:
    """Say no: a request ends and its time is free; a wished move leaves the booking as it was.

    Raises NotPending, NotYours.
    """
    booking = locked_request(booking_id)
    _refuse_decided(booking, now=now)
    close_decision(booking, by=by, now=now)
    if booking.is_pending:
        turn_down(booking, Booking.Status.DECLINED, "request_declined", by=by, now=now)
    else:
        drop_wish(booking, by=by, now=now)
    return booking


def locked_request(booking_id: int) -> Booking:
    """The booking under its locks, service and resources first."""
    found = Booking.objects.everywhere().select_related("service").filter(pk=booking_id).first()
    if found is None:
        raise NotYours
    if found.service is not None:
        lock_service(found.service)
    resources = resources_of(found)
    lock_resources(found.organisation_id, resources)
    return lock_booking(found.organisation_id, booking_id, resources)


def is_undecided(booking: Booking) -> bool:
    return booking.is_pending or (booking.is_live and booking.has_wish)


def _refuse_decided(booking: Booking, *, now: datetime) -> None:
    if not is_undecided(booking) or booking.requested_until is None or booking.requested_until <= now:
        raise NotPending


def _look_outside(booking: Booking, outside: Outside, *, insists: bool, now: datetime) -> None:
    """Whoever decides may rely on what nobody can ask; it is marked and checked again."""
    judged = set(judged_of(booking.organisation_id, for_what_waits(booking), outside, now=now).values())
    if "busy" in judged and not insists:
        raise BusyOutside
    booking.unverified_since = None if judged <= {"free", "busy"} else booking.unverified_since or now


def _confirm(booking: Booking, *, by: Actor, now: datetime) -> None:
    booking.status = Booking.Status.CONFIRMED
    booking.requested_until = None
    booking.version += 1
    booking.sequence += 1
    booking.changed_at = now
    booking.save()
    people = serving(booking)
    raise_revisions(booking.organisation_id, [person.pk for person in people])
    promises = Promises(booking, now, people, by.kind)
    promises.to_customer("request_accepted")
    promises.to_resources(NEW, people)
    promises.reminder(booking.service)
    promises.write()
    remember(booking, "accepted", by=by, now=now)


def _grant_move(booking: Booking, *, by: Actor, now: datetime) -> None:
    """The wished rows become the booking's own: all rows go, then the wished ones are written anew."""
    was, old, people = times_of(booking), serving(booking), serving(booking, wish=True)
    rows = Allocation.objects.of(booking.organisation_id).filter(booking=booking)
    wished = list(rows.filter(is_wish=True))
    rows.delete()
    Allocation.objects.bulk_create([_own(row) for row in wished])
    if booking.wished_starts_at is None or booking.wished_ends_at is None:
        raise NotPending
    if booking.chosen_resource_id not in {person.pk for person in people}:
        booking.chosen_resource = None
    delete_holds(booking.organisation_id, offers_for(booking))
    move_to(booking, booking.wished_starts_at, booking.wished_ends_at, now=now)
    raise_revisions(booking.organisation_id, [person.pk for person in [*old, *people]], booking.service)
    tell_moved(booking, was, old, people, by=by, now=now)


def _own(row: Allocation) -> Allocation:
    row.pk, row.is_wish = None, False
    return row


def turn_down(booking: Booking, status: str, kind: str, *, by: Actor, now: datetime) -> None:
    """A request ends without a booking; nobody has an invitation to take back."""
    people = serving(booking)
    end(booking, status, by=by, now=now)
    raise_revisions(booking.organisation_id, [person.pk for person in people], booking.service)
    promises = Promises(booking, now, people, by.kind, more_facts={"invited": False})
    promises.to_customer(kind)
    promises.to_resources(ENDED, people)
    promises.write()
    remember(booking, kind, by=by, now=now)


def drop_wish(booking: Booking, *, by: Actor, now: datetime, what: str = "move_declined") -> None:
    """The wished time is free again; the booking stays as it was."""
    wished = {} if booking.wished_starts_at is None else {"wished_starts_at": iso(booking.wished_starts_at)}
    times, wished_with = wished_times(booking), serving(booking, wish=True)
    affected = resources_of(booking)
    Allocation.objects.of(booking.organisation_id).filter(booking=booking, is_wish=True).delete()
    booking.wished_starts_at = booking.wished_ends_at = booking.requested_until = None
    booking.version += 1
    booking.changed_at = now
    booking.save()
    raise_revisions(booking.organisation_id, affected, booking.service)
    promises = Promises(booking, now, serving(booking), by.kind, more_facts=wished)
    promises.to_customer("move_declined")
    promises.write()
    settled = Promises(booking, now, wished_with, by.kind, times_of(booking), more_facts=times)
    settled.to_resources(ENDED, wished_with)
    settled.write()
    remember(booking, what, by=by, now=now)
    follow(booking, Case.State.KEPT, by=by, now=now)
