"""From ids that a door was given to the rows they name, within one organisation."""

from __future__ import annotations

from dataclasses import dataclass

from terminbuch import availability
from terminbuch.models import Booking, Hold, Resource, Service
from terminbuch.queries.at_one_start import offered
from terminbuch.queries.wish import Wish, able

from .refusals import Closed, NotYours


@dataclass(frozen=True)
class Chosen:
    """A visitor's wish, who could serve it, and ``everybody`` who could if nobody had been chosen."""

    wish: Wish
    requirements: tuple[availability.Requirement, ...]
    everybody: set[int]

    @property
    def able(self) -> set[int]:
        return able(self.requirements)


def chosen_by(
    organisation_id: int,
    *,
    service_id: int,
    location_id: int,
    resource_id: int | None,
    hold: Hold | None = None,
) -> Chosen:
    """What a visitor asks for, in one statement; in two where a person was chosen.

    Raises NotYours for what is inactive, internal or another organisation's, Closed while a business takes
    no bookings online.
    """
    found = offered(organisation_id, service_id=service_id, location_id=location_id)
    if found is None or not (found.service.is_active and found.service.is_online):
        raise NotYours
    if not found.service.organisation.is_open:
        raise Closed
    if resource_id is not None and not found.may_choose(resource_id):
        raise NotYours
    resource = None if resource_id is None else Resource.objects.of(organisation_id).get(pk=resource_id)
    wish = Wish(service=found.service, location=found.location, resource=resource, hold=hold)
    return Chosen(wish, found.requirements(resource_id), found.everybody)


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
