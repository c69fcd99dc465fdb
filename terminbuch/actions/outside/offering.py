"""For a booking that an outside calendar is in the way of, the assistant offers other times."""

from __future__ import annotations

import uuid
from datetime import datetime

from terminbuch.models import Booking, Case, Conflict, Disruption

from ..asking import Actor
from ..cases import open_cases
from ..deed import deed
from ..locking import lock_booking, lock_resources, resources_of
from ..refusals import CaseChanged, NotYours


@deed
def look_after(
    conflict_uid: uuid.UUID, *, organisation_id: int, version: int, by: Actor, now: datetime
) -> Disruption:
    """The board on which times are offered for the booking, with a case of its own; it waits for a plan.

    Who looks after the booking already does so on: then that board. The conflict stays open until the times
    meet no longer. Raises CaseChanged, NotYours.
    """
    rows = Conflict.objects.of(organisation_id).select_related("booking").filter(uid=conflict_uid)
    found = rows.first()
    if found is None or found.booking is None:
        raise NotYours
    whose = resources_of(found.booking) | {found.resource_id}
    lock_resources(organisation_id, whose)
    booking = lock_booking(organisation_id, found.booking.pk, whose)
    conflict = rows.get()
    if not conflict.is_open or conflict.version != version or conflict.kind != Conflict.Kind.OVERLAP:
        raise CaseChanged
    if booking.service is None or not booking.is_live:
        raise CaseChanged
    conflict.disruption = _board_of(booking) or _board(conflict, booking, by=by, now=now)
    conflict.version += 1
    conflict.save(update_fields=["disruption", "version"])
    return conflict.disruption


def _board_of(booking: Booking) -> Disruption | None:
    rows = Case.objects.of(booking.organisation_id).filter(booking=booking, state__in=Case.OPEN)
    case = rows.select_related("disruption").first()
    return case.disruption if case else None


def _board(conflict: Conflict, booking: Booking, *, by: Actor, now: datetime) -> Disruption:
    """Once more on the same one when there was one before."""
    disruption = conflict.disruption or Disruption.objects.create(
        organisation_id=conflict.organisation_id,
        resource_id=conflict.resource_id,
        what="calendar",
        created_at=now,
        created_by=by.member,
    )
    open_cases(disruption, [booking], by=by, now=now)
    return disruption
