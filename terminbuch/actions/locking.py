"""Locks, always in one order: service, resources by id, bookings by id; before the first read of facts.

On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import F

from terminbuch.models import Allocation, Booking, Location, Resource, Service
from terminbuch.queries import prepared
from terminbuch.queries.model_rows import columns, model_row

from .deed import StartOver
from .refusals import NotYours

# What the outer question asks of the service is known before it looks at a resource: the service comes first.
# What makes a limit is what ``Service.is_limited`` says.
CANDIDATES = """WITH service AS MATERIALIZED (SELECT id FROM terminbuch_service
WHERE organisation_id = %(organisation)s AND id = %(service)s
AND (capacity > 1 OR max_per_day IS NOT NULL OR max_per_customer IS NOT NULL) FOR NO KEY UPDATE)
SELECT r.id, (SELECT count(*) FROM service) FROM terminbuch_resource r
WHERE (SELECT count(*) FROM service) >= 0 AND r.organisation_id = %(organisation)s AND r.id IN (
SELECT c.resource_id FROM terminbuch_candidate c JOIN terminbuch_requirement q ON q.id = c.requirement_id
WHERE q.organisation_id = %(organisation)s AND q.service_id = %(service)s
AND (NOT q.chosen_by_customer OR %(chosen)s::bigint IS NULL OR c.resource_id = %(chosen)s::bigint))
ORDER BY r.id FOR NO KEY UPDATE OF r"""


TURN_PASSES = """UPDATE terminbuch_resource SET revision = revision + 1, last_booked_at = %(now)s
WHERE organisation_id = %(organisation)s AND id {in ids} RETURNING """


@dataclass(frozen=True)
class Locked:
    """Which resources are locked, and whether the service is, which only one with a limit needs."""

    resources: set[int]
    service: bool

    def holds(self, able: set[int], service: Service) -> bool:
        """Whether these are they, as they were read under the lock."""
        return able <= self.resources and (not able or not service.is_limited or self.service)


def lock_service(service: Service) -> None:
    """Bookings of a limited service compete for more than their resources, so they queue at the service."""
    if service.is_limited:
        Service.objects.of(service.organisation_id).select_for_update(no_key=True).get(pk=service.pk)


def lock_resources(organisation_id: int, ids: Iterable[int]) -> None:
    # In id order: two bookings for the same pair of rooms would otherwise wait for each other.
    rows = Resource.objects.of(organisation_id).filter(pk__in=set(ids)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def lock_candidates(organisation_id: int, service_id: int, chosen: int | None) -> Locked | None:
    """Lock the service, if it has a limit, and whoever could serve it, by one statement and in our order.

    Whom the customer has chosen stands alone where there was a choice. None where the transaction is the
    lock. What is read after this statement stands still.
    """
    if not prepared.is_postgresql():
        return None
    values = {"organisation": organisation_id, "service": service_id, "chosen": chosen}
    found = prepared.rows(CANDIDATES, values)
    return Locked({key for key, _service in found}, any(service for _key, service in found))


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
    """The resources that a booking's live rows occupy: a wish included, and the times offered for it.

    One statement of three parts: for an "or" across tables databases go through all rows of the business.
    """
    live = Allocation.objects.of(booking.organisation_id).filter(live=True)
    rows = live.values_list("resource_id", flat=True)
    own, offered = rows.filter(booking_id=booking.pk), rows.filter(hold__booking_id=booking.pk)
    return set(own.union(offered, rows.filter(hold__case__booking_id=booking.pk)))


def raise_location(location: Location) -> None:
    """A closure changes what is known of everybody at this location (I4)."""
    Location.objects.of(location.organisation_id).filter(pk=location.pk).update(revision=F("revision") + 1)


def pass_turn(organisation_id: int, resources: Iterable[int], *, now: datetime) -> list[Resource]:
    """Raise the revisions of those who were booked just now, and hand over their rows.

    Where anybody will do, whoever was booked last comes last (W11).
    """
    values = {
        "organisation": organisation_id,
        "ids": prepared.ids(resources),
        "now": prepared.instant(now),
    }
    found = prepared.rows(prepared.worded(_pass_turn()), values)
    return [model_row(Resource, values)[0] for values in found]


@lru_cache
def _pass_turn() -> str:
    return TURN_PASSES + columns(Resource)


def raise_revisions(organisation_id: int, resources: Iterable[int], service: Service | None = None) -> None:
    """Whatever was cached about these resources' time is out of date from this transaction on (I4)."""
    Resource.objects.of(organisation_id).filter(pk__in=set(resources)).update(revision=F("revision") + 1)
    if service is not None and service.is_limited:
        Service.objects.of(organisation_id).filter(pk=service.pk).update(revision=F("revision") + 1)
