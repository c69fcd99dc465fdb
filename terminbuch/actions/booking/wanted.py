"""Private steps of what staff does by hand: read what is wanted, judge it, take the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.availability import Outside
from terminbuch.models import Booking, Customer, Location, Organisation, Service
from terminbuch.queries import by_hand
from terminbuch.queries.by_hand import HandWish

from ..asking import Actor, HandRequest, NewCustomer
from ..knowing import locked, new_customer
from ..occupying import Occupied, Owner, occupy
from ..refusals import InTheWay, NeedsOverride, NoRightToOverride, NotQualified, NotYours

type Requirements = tuple[availability.Requirement, ...]


@dataclass(frozen=True)
class Wanted:
    """A request whose ids were found to be this organisation's, and whose picks fit the service."""

    wish: HandWish
    picks: tuple[int, ...]
    requirements: Requirements


@dataclass(frozen=True)
class Taken:
    """What was taken, and what was gone around for it: the kinds of concerns.

    ``is_sure``: no outside calendar stayed silent.
    """

    occupied: Occupied
    overridden: tuple[str, ...]
    is_sure: bool


def wanted(request: HandRequest, *, moving: Booking | None = None) -> Wanted:
    """Raises NotYours for ids of nobody or somebody else, NotQualified for picks that do not fit."""
    organisation = Organisation.objects.get(pk=request.organisation_id)
    location = Location.objects.of(organisation).filter(pk=request.location_id).first()
    if location is None:
        raise NotYours
    wish = HandWish(
        organisation=organisation,
        service=_service(request, moving),
        location=location,
        starts_at=request.starts_at,
        duration=timedelta(minutes=request.duration_minutes),
        buffer_before=timedelta(minutes=request.buffer_before_minutes),
        buffer_after=timedelta(minutes=request.buffer_after_minutes),
        moving=moving,
    )
    requirements = by_hand.needed(wish, request.picks)
    if requirements is None:
        raise NotQualified
    return Wanted(wish, request.picks, requirements)


def _service(request: HandRequest, moving: Booking | None) -> Service | None:
    """Internal ones too; one that is no longer offered only where the booking has it already."""
    if request.service_id is None:
        return None
    service = Service.objects.of(request.organisation_id).filter(pk=request.service_id).first()
    if service is None or not (service.is_active or (moving and moving.service_id == service.pk)):
        raise NotYours
    return service


def take(
    asked: Wanted,
    request: HandRequest,
    booking: Booking,
    *,
    by: Actor,
    now: datetime,
    outside: Outside | None,
) -> Taken:
    """Judge under the locks, let the booking's old rows go, insert the new ones.

    What forbids it forbids it to everybody; what only speaks against it wants a right and a yes. Raises
    InTheWay, NeedsOverride, NoRightToOverride, and SlotTaken where the database knows better.
    """
    judgement = by_hand.judge(asked.wish, asked.picks, now=now, outside=outside)
    _refuse(judgement, request, by)
    question = by_hand.question(asked.wish, asked.requirements, now=now)
    slot = availability.slot_at(question, asked.wish.starts_at)
    if slot is None:
        raise InTheWay(judgement.obstacles)
    booking.allocations.all().delete()
    organisation_id = asked.wish.organisation.pk
    taken = occupy(question, slot, Owner(booking), preferred={}, organisation_id=organisation_id)
    overridden = tuple(sorted({concern.kind for concern in judgement.concerns}))
    return Taken(taken, overridden, judgement.is_sure)


def _refuse(judgement: by_hand.Judgement, request: HandRequest, by: Actor) -> None:
    if judgement.obstacles:
        raise InTheWay(judgement.obstacles)
    if judgement.concerns and not (by.member and by.member.may_override):
        raise NoRightToOverride(judgement.concerns)
    if judgement.concerns and not request.overrides:
        raise NeedsOverride(judgement.concerns)


def chosen_customer(
    organisation_id: int, choice: int | NewCustomer | None, *, now: datetime
) -> Customer | None:
    """The customer who was picked, or a new row. Raises NotYours for one of somebody else."""
    if choice is None:
        return None
    if isinstance(choice, NewCustomer):
        return new_customer(organisation_id, choice, now=now)
    found = locked(organisation_id).filter(pk=choice).first()
    if found is None:
        raise NotYours
    return found


def take_over(booking: Booking, customer: Customer | None, *, language: str) -> None:
    """Name, mail and phone as they stand with the customer; empty without one."""
    booking.customer = customer
    booking.name = customer.name if customer else ""
    booking.email = customer.email if customer else ""
    booking.email_folded = customer.email_folded if customer else ""
    booking.phone = customer.phone if customer else ""
    booking.language = customer.language if customer else language
