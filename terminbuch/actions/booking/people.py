"""Who serves a booking: its resources, in the order of the service's requirements."""

from __future__ import annotations

from collections.abc import Iterable

from terminbuch.models import Allocation, Booking, Resource


def serving(booking: Booking, *, wish: bool = False) -> list[Resource]:
    """The resources of the live rows (of the wish, if asked). One query."""
    rows = Allocation.objects.of(booking.organisation_id).filter(booking=booking, live=True, is_wish=wish)
    return [row.resource for row in rows.select_related("resource").order_by("position", "pk")]


def named(organisation_id: int, rows: Iterable[Allocation]) -> list[Resource]:
    """The resources of rows that were just written. One query."""
    order = [row.resource_id for row in sorted(rows, key=lambda row: row.position)]
    found = Resource.objects.of(organisation_id).in_bulk(order)
    return [found[key] for key in order]


def names(resources: Iterable[Resource]) -> tuple[str, ...]:
    return tuple(resource.name for resource in resources)
