"""From ids that a door was given to the rows they name, within one organisation."""

from __future__ import annotations

from terminbuch.models import Booking, Hold, Location, Resource, Service
from terminbuch.queries.wish import Wish

from .refusals import Closed, NotYours


def wish_for(
    organisation_id: int,
    *,
    service_id: int,
    location_id: int,
    resource_id: int | None,
    hold: Hold | None = None,
) -> Wish:
    """What a visitor asks for.

    Raises NotYours for what is inactive, internal or another organisation's, Closed while a business takes
    no bookings online.
    """
    services = Service.objects.of(organisation_id).filter(is_active=True, is_online=True)
    service = services.select_related("organisation").filter(pk=service_id).first()
    location = Location.objects.of(organisation_id).filter(pk=location_id).first()
    if service is None or location is None:
        raise NotYours
    if not service.organisation.is_open:
        raise Closed
    resource = _chosen(service, resource_id)
    return Wish(service=service, location=location, resource=resource, hold=hold)


def wish_to_move(booking: Booking, *, resource_id: int | None, by_staff: bool) -> Wish:
    """What a booking asks for that moves. A customer keeps whom they had chosen where the service says so."""
    if booking.service is None:
        raise NotYours
    kept = booking.chosen_resource_id if booking.service.move_keeps_resource and not by_staff else None
    resource = _chosen(booking.service, kept or resource_id)
    return Wish(booking.service, booking.location, resource, moving=booking, by_staff=by_staff)


def _chosen(service: Service, resource_id: int | None) -> Resource | None:
    """The active resource that was asked for, if the service lets customers choose it; None for anybody."""
    if resource_id is None:
        return None
    rows = Resource.objects.of(service.organisation_id).filter(pk=resource_id, is_active=True)
    found = rows.filter(
        skills__requirement__service=service, skills__requirement__chosen_by_customer=True
    ).first()
    if found is None:
        raise NotYours
    return found
