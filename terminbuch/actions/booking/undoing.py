"""Staff takes the last change back, before anybody was told."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Delivery, HistoryEntry, Task

from ..asking import EVERYBODY, Actor, HandRequest
from ..cases import reopen
from ..deed import deed
from ..locking import raise_revisions, resources_of
from ..promising import Promises
from ..refusals import ChangedMeanwhile, TooLateToUndo
from ..remembering import remember as log
from .before import Before
from .editing import GRACE, apply, find, lock_all
from .people import serving
from .wanted import wanted


@deed
def undo(booking_id: int, *, organisation_id: int, version: int, by: Actor, now: datetime) -> Booking:
    """Make the booking what it was before the change that led to ``version``; the mails about it stay unsent.

    Raises TooLateToUndo when the grace is over, a mail has left or more than the booking was changed,
    ChangedMeanwhile when somebody changed it again, InTheWay when the old time was taken meanwhile, NotYours.
    """
    found = find(organisation_id, booking_id)
    entry = _last_change(found)
    if found.version != version or entry is None:
        raise ChangedMeanwhile(found)
    before = Before(**entry.facts["before"])
    request = _as_it_was(found, before)
    asked = wanted(request, moving=found)
    occupied = resources_of(found)
    booking = lock_all(found, asked.wish.service, occupied | set(before.picks))
    if booking.version != version:
        raise ChangedMeanwhile(booking)
    if now > entry.at + GRACE or before.ends_more or not _withdraw_mails(booking, entry):
        raise TooLateToUndo
    # The time was its own some seconds ago: no outside calendar is asked whether it may have it back.
    apply(booking, asked, request, by=by, now=now, outside=None)
    booking.chosen_resource_id = before.chosen_resource
    booking.attends_at = datetime.fromisoformat(before.attends_at) if before.attends_at else None
    booking.save()
    Task.objects.of(organisation_id).filter(booking=booking, about="moved", created_at=entry.at).delete()
    raise_revisions(organisation_id, resources_of(booking) | occupied, booking.service)
    promises = Promises(booking, now, serving(booking), by.kind)
    promises.reminder(booking.service)
    promises.write()
    log(booking, "undone", by=by, now=now)
    reopen(booking, ended_at=entry.at, by=by, now=now)
    return booking


def _last_change(booking: Booking) -> HistoryEntry | None:
    """The change that made the present version, if it was one by the window or by a drag."""
    rows = HistoryEntry.objects.of(booking.organisation_id).filter(booking=booking, what="edited")
    last = rows.order_by("-at", "-pk").first()
    return last if last is not None and last.facts.get("version") == booking.version else None


def _as_it_was(booking: Booking, before: Before) -> HandRequest:
    return HandRequest(
        organisation_id=booking.organisation_id,
        service_id=before.service,
        location_id=before.location,
        picks=tuple(before.picks),
        starts_at=before.starts,
        duration_minutes=before.minutes,
        buffer_before_minutes=before.before,
        buffer_after_minutes=before.after,
        customer=before.customer,
        staff_note=before.staff_note,
        key="",
        overrides=True,
        telling=EVERYBODY,
    )


def _withdraw_mails(booking: Booking, entry: HistoryEntry) -> bool:
    """Whether every mail about the change could still be kept back."""
    rows = Delivery.objects.of(booking.organisation_id).filter(
        booking=booking,
        calendar=None,
        created_at=entry.at,
        key__startswith=f"{booking.uid.hex}:{booking.version}:",
    )
    waiting = rows.filter(state=Delivery.State.DUE, lease_until__isnull=True)
    kept_back = waiting.update(state=Delivery.State.WITHDRAWN)
    return kept_back == rows.count()
