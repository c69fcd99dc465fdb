"""Somebody is away, or a location is closed."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Absence, Disruption

from ..asking import Actor
from ..deed import deed
from ..locking import raise_location, raise_revisions
from ..occupying import forget_run_out
from .asking import AbsenceRequest
from .finding import disruption_of, location_of, lock, resource_of
from .meeting import clear_offers, meet, note


@deed
def record(request: AbsenceRequest, *, by: Actor, now: datetime) -> Disruption:
    """From now on nobody can be booked in it, and every booking that it hits has a case.

    The same absence again is the first one. Nobody is mailed. Raises NotYours.
    """
    absence = _unsaved(request, by=by, now=now)
    whose = lock(absence)
    earlier = _same(absence)
    if earlier is not None:
        return disruption_of(earlier, by=by)
    forget_run_out(request.organisation_id, whose, now=now)
    absence.save()
    disruption = disruption_of(absence, by=by)
    freed = clear_offers(absence, whose, by=by, now=now)
    met = meet(disruption, absence, by=by, now=now)
    raise_revisions(request.organisation_id, whose | freed)
    if absence.location is not None:
        raise_location(absence.location)
    note(absence, "absence_recorded", by=by, now=now, affected=len(met))
    return disruption


def _unsaved(request: AbsenceRequest, *, by: Actor, now: datetime) -> Absence:
    key = request.organisation_id
    return Absence(
        organisation_id=key,
        resource=resource_of(key, request.resource_id) if request.resource_id is not None else None,
        location=location_of(key, request.location_id) if request.location_id is not None else None,
        starts_at=request.starts_at,
        ends_at=request.ends_at,
        kind=request.kind,
        reason=request.reason,
        public_sentence=request.public_sentence,
        created_at=now,
        created_by=by.member,
    )


def _same(absence: Absence) -> Absence | None:
    """A form that was sent twice, or two people who thought of it."""
    rows = Absence.objects.of(absence.organisation_id).filter(withdrawn_at__isnull=True)
    return rows.filter(
        resource=absence.resource,
        location=absence.location,
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
    ).first()
