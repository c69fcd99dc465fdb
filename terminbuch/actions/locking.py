"""Locks, always in one order: service, resources by id, bookings by id; before the first read of facts.

On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q

from terminbuch.models import Allocation, Booking, Location, Resource, Service

from .deed import StartOver
from .refusals import NotYours


def lock_service(service: Service) -> None:
    """Bookings of a limited service compete for more than their resources, so they queue at the service."""
    if service.is_limited:
        Service.objects.of(service.organisation_id).select_for_update(no_key=True).get(pk=service.pk)


def lock_resources(organisation_id: int, ids: Iterable[int]) -> None:
    # In id order: two bookings for the same pair of rooms would otherwise wait for each other.
    rows = Resource.objects.of(organisation_id).filter(pk__in=set(ids)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_booking(organisation_id: int, booking_id: int, resources: set[int]) -> Booking:
    """The booking, read under its lock. Starts the deed over when its resources are not those locked."""
    rows = Booking.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    booking = rows.select_related("organisation", "service", "location").filter(pk=booking_id).first()
    if booking is None:
        raise NotYours
    if not resources_of(booking) <= resources:
        raise StartOver
    return booking


def resources_of(booking: Booking) -> set[int]:
    """The resources that a booking's live rows occupy: a wish included, and the times offered for it."""
    offered = Q(hold__booking_id=booking.pk) | Q(hold__case__booking_id=booking.pk)
    rows = Allocation.objects.of(booking.organisation_id).filter(
        Q(booking_id=booking.pk) | offered, live=True
    )
    return set(rows.values_list("resource_id", flat=True))


def raise_location(location: Location) -> None:
    """A closure changes what is known of everybody at this location (I4)."""
    Location.objects.of(location.organisation_id).filter(pk=location.pk).update(revision=F("revision") + 1)


def raise_revisions(organisation_id: int, resources: Iterable[int], service: Service | None = None) -> None:
    """Whatever was cached about these resources' time is out of date from this transaction on (I4)."""
    Resource.objects.of(organisation_id).filter(pk__in=set(resources)).update(revision=F("revision") + 1)
    if service is not None and service.is_limited:
        Service.objects.of(organisation_id).filter(pk=service.pk).update(revision=F("revision") + 1)
