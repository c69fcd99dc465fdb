"""A case follows its booking, whoever changes it and by which door."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Case

from ..asking import Actor
from ..locking import raise_revisions
from .ending import end_case, settle_offers, touch
from .hitting import hits, is_hit


def follow(booking: Booking, state: Case.State, *, by: Actor, now: datetime) -> None:
    """Called inside the deed after the booking's rows were written: ``state`` is what became of it.

    What is cancelled is over. What moved and is still hit stays to be done, without the times that had been
    kept for it.
    """
    case = _open_case(booking)
    if case is None:
        return
    if state != Case.State.CANCELLED and is_hit(case, booking):
        settle_offers(case, by=by, now=now)
    else:
        raise_revisions(booking.organisation_id, end_case(case, state, by=by, now=now))


def reopen(booking: Booking, *, ended_at: datetime, by: Actor, now: datetime) -> None:
    """A change was undone that had ended a case: where the booking is hit again, it is to be planned."""
    rows = Case.objects.of(booking.organisation_id).select_related("disruption__absence")
    ended = rows.filter(
        booking=booking, changed_at=ended_at, state__in=[Case.State.KEPT, Case.State.MOVED]
    ).first()
    if ended is None or _open_case(booking) is not None:
        return
    absence = ended.disruption.absence
    if absence is None or hits(absence, booking):
        ended.state, ended.proposal = Case.State.PLANNED, {}
        touch(ended, by=by, now=now)


def _open_case(booking: Booking) -> Case | None:
    rows = Case.objects.of(booking.organisation_id).select_for_update(no_key=True, of=("self",))
    rows = rows.select_related("disruption__absence")
    return rows.filter(booking=booking, state__in=Case.OPEN).first()
