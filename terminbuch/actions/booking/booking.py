"""A customer books: the one way by which a new booking comes into the table."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Booking, Hold, Resource, Service
from terminbuch.queries import access
from terminbuch.queries.wish import Wish, able
from terminbuch.wording import fold_email

from ..accepted import answer_known, earlier_answer, remember
from ..asking import Actor, BookingRequest, NewCustomer
from ..deed import repeatable_deed
from ..knowing import known_customer
from ..links import first_link_hash
from ..locking import raise_revisions
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
from ..promising import NEW, REQUESTED, Promises
from ..refusals import TooManyBookings
from ..remembering import remember as log
from ..verifying import Verified, verified
from ..wishing import wish_for
from .decision import open_decision
from .people import named, names

CALLER = "booking-page"
MINUTE = timedelta(minutes=1)
# No I, O, 0, 1: a number is read out on the telephone.
LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


@repeatable_deed
def book(request: BookingRequest, *, by: Actor, now: datetime, outside: Outside = NOT_ASKED) -> Booking:
    """Give the time to this customer, or ask staff to, and promise to tell everyone concerned.

    The same request again gets the first booking, whatever became of it. A hold is used up; a missing or
    run-out one is no reason to refuse. ``outside`` is what the calendars of those who could serve answered.
    Raises SlotTaken, NotOffered, CalendarSilent, TooManyBookings, KeyReused, Closed, NotYours.
    """
    earlier = earlier_answer(request.organisation_id, CALLER, request.key, digest=request.digest(), now=now)
    if earlier is not None:
        return earlier
    hold = hold_of(request, now)
    wish = wish_of(request, hold)
    requirements = locked_requirements(wish)
    forget_run_out(request.organisation_id, able(requirements), now=now)
    _refuse_too_many(request, wish.service, now=now)
    question, slot = find_slot(wish, request.starts_at, requirements, now=now)
    checked = verified(request.organisation_id, question, slot, outside, now=now)
    held = _held_resources(hold)
    delete_holds(request.organisation_id, [hold.pk] if hold else [])
    booking = _write(request, wish, checked, now=now)
    taken = occupy(
        checked.question,
        checked.slot,
        Owner(booking=booking),
        preferred=preferences(checked.slot, requirements, held),
        organisation_id=request.organisation_id,
    )
    _settle(booking, taken)
    raise_revisions(request.organisation_id, taken.resources | held, wish.service)
    _pass_turn(booking, taken, now=now)
    _tell(booking, wish.service, taken, by=by, now=now)
    remember(request.organisation_id, CALLER, request.key, result=booking.uid)
    return booking


def booked_before(request: BookingRequest) -> Booking | None:
    """What this very request led to already, asked before anything is counted. Raises KeyReused."""
    return answer_known(request.organisation_id, CALLER, request.key, digest=request.digest())


def hold_of(request: BookingRequest, now: datetime) -> Hold | None:
    """The visitor's own hold for this very slot, while it lasts."""
    found = access.hold_by_token(request.organisation_id, request.hold_token)
    if found is None or found.has_run_out(now) or found.booking_id is not None:
        return None
    held = (found.service_id, found.location_id, found.starts_at)
    return found if held == (request.service_id, request.location_id, request.starts_at) else None


def wish_of(request: BookingRequest, hold: Hold | None) -> Wish:
    return wish_for(
        request.organisation_id,
        service_id=request.service_id,
        location_id=request.location_id,
        resource_id=request.resource_id,
        hold=hold,
    )


def _held_resources(hold: Hold | None) -> set[int]:
    return set(hold.allocations.values_list("resource_id", flat=True)) if hold else set()


def _refuse_too_many(request: BookingRequest, service: Service, *, now: datetime) -> None:
    """The limit per customer counts coming bookings by folded mail, under the service's lock."""
    if service.max_per_customer is None:
        return
    coming = Booking.objects.of(request.organisation_id).filter(
        service=service,
        email_folded=fold_email(request.email),
        status__in=[Booking.Status.PENDING, Booking.Status.CONFIRMED],
        ends_at__gt=now,
    )
    if coming.count() >= service.max_per_customer:
        raise TooManyBookings


def _write(request: BookingRequest, wish: Wish, checked: Verified, *, now: datetime) -> Booking:
    service, uid = wish.service, uuid.uuid4()
    is_request = service.needs_approval or checked.must_be_asked
    return Booking.objects.create(
        uid=uid,
        organisation=service.organisation,
        number=short_number(),
        service=service,
        location=wish.location,
        customer=known_customer(request.organisation_id, _who(request), now=now),
        status=Booking.Status.PENDING if is_request else Booking.Status.CONFIRMED,
        origin=Booking.Origin.ONLINE,
        starts_at=request.starts_at,
        ends_at=request.starts_at + checked.question.rules.duration,
        zone_name=request.zone_name,
        chosen_resource=wish.resource,
        name=request.name,
        email=request.email,
        email_folded=fold_email(request.email),
        phone=request.phone,
        note=request.note,
        answers=[list(answer) for answer in request.answers],
        language=request.language,
        unverified_since=checked.unverified_since(now),
        requested_until=_requested_until(service, request.starts_at, now) if is_request else None,
        link_hash=first_link_hash(uid),
        created_at=now,
        changed_at=now,
    )


def _who(request: BookingRequest) -> NewCustomer:
    return NewCustomer(request.name, request.email, request.phone, request.language)


def _requested_until(service: Service, starts_at: datetime, now: datetime) -> datetime:
    """When a request lapses: at the setting or at the start, whichever is earlier."""
    return min(now + timedelta(hours=service.organisation.request_hours), starts_at)


def short_number() -> str:
    """A letter and five signs, easy to say; drawn again by the deed when it is already given."""
    return secrets.choice(LETTERS) + "".join(secrets.choice(LETTERS + DIGITS) for _ in range(5))


def _settle(booking: Booking, taken: Occupied) -> None:
    """Who serves may need another length and other buffers than the service has; a move keeps these."""
    first, last = min(row.starts_at for row in taken.rows), max(row.ends_at for row in taken.rows)
    booking.ends_at = taken.ends_at
    booking.buffer_before_minutes = (booking.starts_at - first) // MINUTE
    booking.buffer_after_minutes = (last - booking.ends_at) // MINUTE
    booking.save(update_fields=["ends_at", "buffer_before_minutes", "buffer_after_minutes"])


def _pass_turn(booking: Booking, taken: Occupied, *, now: datetime) -> None:
    """Where anybody will do, whoever was booked last comes last (W11)."""
    rows = Resource.objects.of(booking.organisation_id).filter(pk__in=taken.resources)
    rows.update(last_booked_at=now)


def _tell(booking: Booking, service: Service, taken: Occupied, *, by: Actor, now: datetime) -> None:
    people = named(booking.organisation_id, taken.rows)
    promises = Promises(booking, now, people, by.kind)
    if booking.is_pending:
        promises.to_customer("booking_requested")
        promises.to_resources(REQUESTED, people)
        open_decision(booking, now=now)
    else:
        promises.to_customer("booking_confirmed")
        promises.to_resources(NEW, people)
        promises.reminder(service)
    promises.write()
    what = "requested" if booking.is_pending else "booked"
    log(booking, what, by=by, now=now, people=[*names(people)])
