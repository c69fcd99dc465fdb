"""A booking is cancelled: the time is free at once, and everyone concerned is told."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from terminbuch.models import Allocation, Booking, Case
from terminbuch.queries.changing import may_be_changed
from terminbuch.wording import fold_email

from ..asking import EVERYBODY, Actor, Telling
from ..attempts import count
from ..cases import follow
from ..deed import deed
from ..locking import lock_booking, lock_resources, lock_service, raise_revisions, resources_of
from ..occupying import delete_holds
from ..promising import CANCELLED, Promises, withdraw_reminders
from ..refusals import ChangedMeanwhile, NotYours, TooLate, WrongAddress
from ..remembering import remember
from .calling import ask_to_call
from .decision import close_decision
from .moving import offers_for
from .people import serving


def cancel_by_address(booking_id: int, *, email: str, by: Actor, now: datetime) -> Booking:
    """Cancel when the address is the one of the booking (S44, S45); every try is counted, right ones too.

    Raises WrongAddress, TooManyTries, TooLate, NotYours.
    """
    booking = _found(booking_id)
    count("cancel", str(booking.uid), limit=settings.CANCEL_TRIES, now=now)
    if not _is_same(email, booking.email_folded):
        raise WrongAddress
    return cancel(booking_id, by=by, now=now)


def _is_same(typed: str, folded: str) -> bool:
    """Compared in constant time, whatever case and spaces were typed."""
    try:
        return hmac.compare_digest(fold_email(typed).encode(), folded.encode())
    except ValueError:
        return False


@deed
def cancel(
    booking_id: int,
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    telling: Telling = EVERYBODY,
) -> Booking:
    """Give the time back and promise to tell everyone concerned.

    A customer with an address is always told (S36), the resource as ``telling`` says; where nobody can be
    mailed somebody is asked to phone (S39). Cancelling twice is harmless and promises nothing twice. Raises
    TooLate after the service's cut-off (equality is in time; staff is never too late), ChangedMeanwhile when
    a ``version`` is given and it is another by now, and NotYours.
    """
    found = _found(booking_id)
    if found.service is not None:
        lock_service(found.service)
    resources = resources_of(found)
    lock_resources(found.organisation_id, resources)
    booking = lock_booking(found.organisation_id, booking_id, resources)
    if not booking.is_live:
        return booking
    if version is not None and booking.version != version:
        raise ChangedMeanwhile(booking)
    if not by.is_staff and not may_be_changed(booking, now=now):
        raise TooLate(booking.cut_off_at)
    call_off(booking, telling=telling, by=by, now=now)
    raise_revisions(booking.organisation_id, resources, booking.service)
    return booking


def call_off(booking: Booking, *, telling: Telling, by: Actor, now: datetime) -> None:
    """Under its locks: over, and everybody concerned hears of it."""
    was_confirmed, people = not booking.is_pending, serving(booking)
    end(booking, Booking.Status.CANCELLED, by=by, now=now)
    boxes = replace(telling, customer=True)
    promises = Promises(booking, now, people, by.kind, more_facts={"invited": was_confirmed}, telling=boxes)
    promises.to_customer("booking_cancelled")
    promises.to_resources(CANCELLED, people)
    promises.write()
    if by.is_staff:
        ask_to_call(booking, "cancelled", now=now)
    remember(booking, "cancelled", by=by, now=now)


def _found(booking_id: int) -> Booking:
    booking = Booking.objects.everywhere().select_related("service").filter(pk=booking_id).first()
    if booking is None:
        raise NotYours
    return booking


def end(booking: Booking, status: str, *, by: Actor, now: datetime) -> None:
    """The booking no longer occupies anything: rows kept but not live, holds made for it released."""
    Allocation.objects.of(booking.organisation_id).filter(booking=booking, live=True).update(live=False)
    delete_holds(booking.organisation_id, offers_for(booking))
    withdraw_reminders(booking)
    close_decision(booking, by=by, now=now)
    booking.status = status
    booking.wished_starts_at = booking.wished_ends_at = booking.requested_until = None
    booking.version += 1
    booking.sequence += 1
    booking.changed_at = now
    booking.save()
    follow(booking, Case.State.CANCELLED, by=by, now=now)
