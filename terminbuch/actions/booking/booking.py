"""A customer books: the one way by which a new booking comes into the table."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from terminbuch.availability import NOT_ASKED, Outside
from terminbuch.models import Booking, Hold, Resource, Service
from terminbuch.queries import access
from terminbuch.queries.at_one_start import Seen
from terminbuch.queries.wish import Wish
from terminbuch.wording import fold_email

from ..accepted import answer_known, earlier_answer
from ..asking import Actor, BookingRequest, NewCustomer
from ..deed import make_sure, repeatable_deed
from ..knowing import known_customer
from ..links import first_link_hash
from ..locking import pass_turn, raise_revisions
from ..occupying import Occupied, delete_holds, locked_choice, look, preferences, settle
from ..promising import NEW, REQUESTED, Promises
from ..refusals import TooManyBookings
from ..remembering import entry
from ..verifying import Verified, verified
from ..wishing import Chosen, chosen_by
from ..writing import write
from .decision import open_decision
from .people import names

CALLER = "booking-page"
MINUTE = timedelta(minutes=1)
# No I, O, 0, 1: a number is read out on the telephone.
LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


class What(TypedDict):
    """What is asked for, by ids."""

    organisation_id: int
    service_id: int
    location_id: int
    resource_id: int | None


@repeatable_deed
def book(request: BookingRequest, *, by: Actor, now: datetime, outside: Outside = NOT_ASKED) -> Booking:
    """Give the time to this customer, or ask staff to, and promise to tell everyone concerned.

    The same request again gets the first booking, whatever became of it. A hold is used up; a missing or
    run-out one is no reason to refuse. ``outside`` is what the calendars of those who could serve answered.
    Raises SlotTaken, NotOffered, CalendarSilent, TooManyBookings, KeyReused, Closed, NotYours.
    """
    organisation_id, uid = request.organisation_id, uuid.uuid4()
    digest = request.digest()
    earlier = earlier_answer(organisation_id, CALLER, request.key, digest=digest, now=now, result=uid)
    if earlier is not None:
        return earlier
    held = held_for(request, now)
    chosen = _locked_choice(request, held)
    service = chosen.wish.service
    _refuse_too_many(request, service, now=now)
    seen, slot = look(chosen, request.starts_at, now=now)
    checked = verified(organisation_id, seen.question, slot, outside, now=now, watched=seen.watched)
    delete_holds(organisation_id, held.ids)
    customer = known_customer(organisation_id, _who(request), now=now)

    def write_down(taken: Occupied) -> Booking:
        people = pass_turn(organisation_id, taken.resources, now=now)
        booking = _booking(uid, request, chosen.wish, checked, taken, now=now)
        booking.customer = customer
        _write(booking, taken, _in_order(people, taken), seen, by=by, now=now)
        _raise_further_revisions(booking, service, held.resources - taken.resources)
        return booking

    preferred = preferences(checked.slot, chosen.requirements, held.resources)
    return settle(
        checked.question, checked.slot, write_down, preferred=preferred, organisation_id=organisation_id
    )


def booked_before(request: BookingRequest) -> Booking | None:
    """What this very request led to already, asked before anything is counted. Raises KeyReused."""
    earlier = answer_known(request.organisation_id, CALLER, request.key, digest=request.digest())
    if earlier is not None:
        make_sure()
    return earlier


@dataclass(frozen=True)
class Held:
    """The visitor's own hold for this very slot, while it lasts, and whose time it keeps."""

    hold: Hold | None = None
    resources: frozenset[int] = frozenset()

    @property
    def ids(self) -> list[int]:
        return [self.hold.pk] if self.hold else []


def held_for(request: BookingRequest, now: datetime) -> Held:
    """None or one statement."""
    found = access.held_by_token(request.organisation_id, request.hold_token)
    if found is None:
        return Held()
    hold, resources = found
    if hold.has_run_out(now) or hold.booking_id is not None:
        return Held()
    kept = (hold.service_id, hold.location_id, hold.starts_at)
    is_this = kept == (request.service_id, request.location_id, request.starts_at)
    return Held(hold, resources) if is_this else Held()


def wish_of(request: BookingRequest, hold: Hold | None) -> Wish:
    """Without locks. Raises as ``book`` does."""
    return chosen_by(**_what(request), hold=hold).wish


def _locked_choice(request: BookingRequest, held: Held) -> Chosen:
    return locked_choice(**_what(request), hold=held.hold)


def _what(request: BookingRequest) -> What:
    return {
        "organisation_id": request.organisation_id,
        "service_id": request.service_id,
        "location_id": request.location_id,
        "resource_id": request.resource_id,
    }


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


def _booking(
    uid: uuid.UUID, request: BookingRequest, wish: Wish, checked: Verified, taken: Occupied, *, now: datetime
) -> Booking:
    """Who serves may need another length and other buffers than the service has; a move keeps these."""
    service = wish.service
    is_request = service.needs_approval or checked.must_be_asked
    first, last = min(row.starts_at for row in taken.rows), max(row.ends_at for row in taken.rows)
    return Booking(
        uid=uid,
        organisation=service.organisation,
        number=short_number(),
        service=service,
        location=wish.location,
        status=Booking.Status.PENDING if is_request else Booking.Status.CONFIRMED,
        origin=Booking.Origin.ONLINE,
        starts_at=request.starts_at,
        ends_at=taken.ends_at,
        buffer_before_minutes=(request.starts_at - first) // MINUTE,
        buffer_after_minutes=(last - taken.ends_at) // MINUTE,
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


def _write(
    booking: Booking, taken: Occupied, people: list[Resource], seen: Seen, *, by: Actor, now: datetime
) -> None:
    """Everything at once; what calendars are to be told comes after, for it names the booking."""
    promises = _promises(booking, people, by=by, now=now)
    what = "requested" if booking.is_pending else "booked"
    is_received = not seen.receiving.isdisjoint(taken.resources)
    for row in taken.rows:
        row.booking = booking
    write(
        [
            *([booking.customer] if booking.customer and booking.customer.pk is None else []),
            booking,
            *taken.rows,
            *(() if is_received else promises.rows),
            entry(booking, what, by=by, now=now, people=[*names(people)]),
        ]
    )
    if is_received:
        promises.write()
    if booking.is_pending:
        open_decision(booking, now=now)


def _promises(booking: Booking, people: list[Resource], *, by: Actor, now: datetime) -> Promises:
    promises = Promises(booking, now, people, by.kind)
    if booking.is_pending:
        promises.to_customer("booking_requested")
        promises.to_resources(REQUESTED, people)
    else:
        promises.to_customer("booking_confirmed")
        promises.to_resources(NEW, people)
        promises.reminder(booking.service)
    return promises


def _in_order(people: list[Resource], taken: Occupied) -> list[Resource]:
    """As the service's requirements name them."""
    found = {person.pk: person for person in people}
    return [found[row.resource_id] for row in sorted(taken.rows, key=lambda row: row.position)]


def _raise_further_revisions(booking: Booking, service: Service, freed: frozenset[int]) -> None:
    """Of those whose time was kept and is free again, and of a service with a limit."""
    if freed or service.is_limited:
        raise_revisions(booking.organisation_id, freed, service)
