"""Staff enters a booking by hand, or a block: time that nobody gets."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Booking

from ..accepted import earlier_answer, remember
from ..asking import Actor, HandRequest
from ..deed import repeatable_deed
from ..links import first_link_hash
from ..locking import lock_resources, lock_service, raise_revisions
from ..occupying import forget_run_out
from ..promising import NEW, Promises
from ..remembering import remember as log
from .booking import short_number
from .people import named, names
from .wanted import Taken, Wanted, chosen_customer, take, take_over, wanted


@repeatable_deed
def create_by_hand(
    request: HandRequest, *, by: Actor, now: datetime, outside: Outside = NOT_ASKED
) -> Booking:
    """Enter it, and promise to tell whom the boxes say.

    Any service, also an internal one, at any time that is free: hours, absences, outside calendars, notice
    and horizon do not bind staff. The same request again gets the first booking. Raises InTheWay,
    NeedsOverride, NoRightToOverride, NotQualified, KeyReused, NotYours.
    """
    caller = caller_of(by)
    earlier = earlier_answer(request.organisation_id, caller, request.key, digest=request.digest(), now=now)
    if earlier is not None:
        return earlier
    asked = wanted(request)
    if asked.wish.service is not None:
        lock_service(asked.wish.service)
    lock_resources(request.organisation_id, request.picks)
    forget_run_out(request.organisation_id, request.picks, now=now)
    booking = _write(asked, request, now=now)
    taken = take(asked, request, booking, by=by, now=now, outside=outside)
    if not taken.is_sure:
        booking.unverified_since = now
        booking.save(update_fields=["unverified_since"])
    raise_revisions(request.organisation_id, taken.occupied.resources, booking.service)
    _tell(booking, taken, request, by=by, now=now)
    remember(request.organisation_id, caller, request.key, result=booking.uid)
    return booking


def caller_of(by: Actor) -> str:
    """Each member has keys of the own."""
    return f"member-{by.member.pk}" if by.member else by.source


def _write(asked: Wanted, request: HandRequest, *, now: datetime) -> Booking:
    wish, uid = asked.wish, uuid.uuid4()
    booking = Booking(
        uid=uid,
        organisation=wish.organisation,
        number=short_number(),
        service=wish.service,
        location=wish.location,
        status=Booking.Status.CONFIRMED,
        origin=Booking.Origin.BY_HAND,
        starts_at=wish.starts_at,
        ends_at=wish.starts_at + wish.duration,
        buffer_before_minutes=wish.buffer_before // timedelta(minutes=1),
        buffer_after_minutes=wish.buffer_after // timedelta(minutes=1),
        zone_name=wish.location.zone_name,
        staff_note=request.staff_note,
        link_hash=first_link_hash(uid),
        created_at=now,
        changed_at=now,
    )
    customer = chosen_customer(wish.organisation.pk, request.customer, now=now)
    take_over(booking, customer, language=wish.organisation.language)
    booking.save()
    return booking


def _tell(booking: Booking, taken: Taken, request: HandRequest, *, by: Actor, now: datetime) -> None:
    people = named(booking.organisation_id, taken.occupied.rows)
    promises = Promises(booking, now, people, by.kind, telling=request.telling)
    if booking.service is not None:
        promises.to_customer("booking_confirmed")
        promises.reminder(booking.service)
    promises.to_resources(NEW, people)
    promises.write()
    log(booking, "entered", by=by, now=now, people=[*names(people)], overridden=[*taken.overridden])
