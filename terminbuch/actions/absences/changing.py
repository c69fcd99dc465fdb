"""An absence is shortened, lengthened or withdrawn."""

from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.models import Absence, Disruption

from ..asking import Actor
from ..deed import deed
from ..locking import raise_location, raise_revisions
from ..occupying import forget_run_out
from ..refusals import AbsenceChanged
from .finding import disruption_of, find, lock
from .meeting import clear_offers, hit_by, meet, note, spare


@deed
def change(
    absence_uid: uuid.UUID,
    *,
    organisation_id: int,
    starts_at: datetime,
    ends_at: datetime | None,
    version: int,
    by: Actor,
    now: datetime,
) -> Disruption:
    """From when to when it lasts. Bookings that it no longer hits are spared, new ones are to be planned.

    ``version`` is the one that the window showed. Raises AbsenceChanged when it is another by now, or when
    the absence was withdrawn, and NotYours.
    """
    wanted = find(organisation_id, absence_uid)
    wanted.starts_at, wanted.ends_at = starts_at, ends_at
    whose = lock(wanted)
    absence = find(organisation_id, absence_uid)
    if absence.withdrawn_at is not None or absence.version != version:
        raise AbsenceChanged
    forget_run_out(organisation_id, whose, now=now)
    known = {booking.pk for booking in hit_by(absence, now=now)}
    absence.starts_at, absence.ends_at = starts_at, ends_at
    _save(absence)
    disruption = disruption_of(absence, by=by)
    freed = spare(absence, by=by, now=now) | clear_offers(absence, whose, by=by, now=now)
    met = meet(disruption, absence, by=by, now=now, known=known)
    _raise(absence, whose | freed)
    note(absence, "absence_changed", by=by, now=now, affected=len(met))
    return disruption


@deed
def withdraw(absence_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> Disruption:
    """As if it had not been: what is still open ends, what was agreed meanwhile stays as it is.

    Twice is harmless. Raises NotYours.
    """
    whose = lock(find(organisation_id, absence_uid))
    absence = find(organisation_id, absence_uid)
    disruption = disruption_of(absence, by=by)
    if absence.withdrawn_at is not None:
        return disruption
    absence.withdrawn_at = now
    _save(absence)
    freed = spare(absence, by=by, now=now)
    _raise(absence, whose | freed)
    note(absence, "absence_withdrawn", by=by, now=now)
    return disruption


def _save(absence: Absence) -> None:
    absence.version += 1
    absence.save()


def _raise(absence: Absence, resources: set[int]) -> None:
    raise_revisions(absence.organisation_id, resources)
    if absence.location is not None:
        raise_location(absence.location)
