"""Private steps of the deeds about absences: whom they lock, and what an absence is of."""

from __future__ import annotations

import uuid

from terminbuch.models import Absence, Allocation, Case, Disruption, Hold, Location, Resource
from terminbuch.queries.affected import overlapping

from ..asking import Actor
from ..deed import StartOver
from ..locking import lock_resources
from ..refusals import NotYours


def find(organisation_id: int, uid: uuid.UUID) -> Absence:
    rows = Absence.objects.of(organisation_id).select_related("resource", "location")
    found = rows.filter(uid=uid).first()
    if found is None:
        raise NotYours
    return found


def disruption_of(absence: Absence, *, by: Actor) -> Disruption:
    """The one it made; an absence that came without one, from an import perhaps, gets it now."""
    disruption, _ = Disruption.objects.of(absence.organisation_id).get_or_create(
        absence=absence,
        defaults={
            "organisation_id": absence.organisation_id,
            "resource": absence.resource,
            "created_at": absence.created_at or absence.starts_at,
            "created_by": by.member,
        },
    )
    return disruption


def lock(absence: Absence) -> set[int]:
    """Lock whose time the absence takes, and all that its open cases and offers in its way occupy.

    Answers with whose time it is. Starts the deed over when that was more by the time it was locked.
    """
    own = whose(absence)
    wanted = own | _concerned(absence, own)
    lock_resources(absence.organisation_id, wanted)
    if not _concerned(absence, own) <= wanted:
        raise StartOver
    return own


def whose(absence: Absence) -> set[int]:
    """The one who is away; when a location is closed everybody, for anybody can be booked there by hand."""
    if absence.resource_id is not None:
        return {absence.resource_id}
    return set(Resource.objects.of(absence.organisation_id).values_list("pk", flat=True))


def _concerned(absence: Absence, own: set[int]) -> set[int]:
    cases = Case.objects.of(absence.organisation_id).filter(
        disruption__absence_id=absence.pk or 0, state__in=Case.OPEN
    )
    bookings = list(cases.values_list("booking_id", flat=True))
    live = Allocation.objects.of(absence.organisation_id).filter(live=True)
    rows = live.values_list("resource_id", flat=True)
    booked, offered = rows.filter(booking__in=bookings), rows.filter(hold__booking__in=bookings)
    return set(booked.union(offered, rows.filter(hold__in=offers_hit(absence, own))))


def offers_hit(absence: Absence, own: set[int]) -> list[int]:
    """The times kept for other bookings that the absence takes away."""
    rows = overlapping(absence.organisation_id, starts_at=absence.starts_at, ends_at=absence.ends_at)
    rows = rows.filter(resource_id__in=own, hold__booking__isnull=False)
    if absence.location_id is not None:
        rows = rows.filter(hold__location_id=absence.location_id)
    return list(rows.values_list("hold_id", flat=True))


def location_of(organisation_id: int, location_id: int) -> Location:
    found = Location.objects.of(organisation_id).filter(pk=location_id).first()
    if found is None:
        raise NotYours
    return found


def resource_of(organisation_id: int, resource_id: int) -> Resource:
    found = Resource.objects.of(organisation_id).filter(pk=resource_id).first()
    if found is None:
        raise NotYours
    return found


def holds_of(organisation_id: int, ids: list[int]) -> list[Hold]:
    return list(Hold.objects.of(organisation_id).filter(pk__in=ids))
