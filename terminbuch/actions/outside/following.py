"""A booking follows what people did with its entry, or the entry is put back: as the calendar's setting says.

Here is what is to be done next, and the deeds that need nobody outside.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from terminbuch.models import (
    BusyTime,
    CalendarEntry,
    Conflict,
    OutsideCalendar,
    OutsideEvent,
)
from terminbuch.queries.affected import LIVE
from terminbuch.queries.entries import wanted_times

from ..asking import HandRequest
from ..booking.people import serving
from ..deed import deed
from ..locking import lock_resources, raise_revisions
from ..promising import iso
from .conflicts import open_own
from .own import GRACE, put_back

type Step = Literal["wait", "settle", "elsewhere", "move", "cancel", "put_back", "ask"]
Kind = Conflict.Kind
WhenMoved, WhenDeleted = OutsideCalendar.WhenMoved, OutsideCalendar.WhenDeleted
MINUTE = timedelta(minutes=1)
A_FEW = 50


def due(now: datetime) -> list[CalendarEntry]:
    """Entries of coming bookings that people moved or deleted and that nobody was asked about. One query.

    Who was asked about a move was not asked about the deletion that was seen in the same moment.
    """
    asked = Conflict.objects.everywhere().filter(
        Q(ended_at=None) | Q(opened_at__gte=OuterRef("since")),
        calendar=OuterRef("calendar"),
        booking=OuterRef("booking"),
    )
    about_this_move = Q(starts_at=OuterRef("seen_starts_at")) | Q(starts_at=None)
    was_asked = Q(Exists(asked.filter(about_this_move, kind=Kind.MOVED)), moved_since__isnull=False) | Q(
        Exists(asked.filter(kind=Kind.DELETED)), missing_since__isnull=False
    )
    rows = CalendarEntry.objects.everywhere().annotate(since=Coalesce("moved_since", "missing_since"))
    # In the words of the index that holds these few, and apart: else SQLite goes through all in their order.
    is_changed = Q(missing_since__isnull=False) | Q(moved_since__isnull=False)
    rows = rows.filter(
        ~was_asked,
        pk__in=CalendarEntry.objects.everywhere().filter(is_changed).values("pk"),
        calendar__paused_at=None,
        booking__status__in=LIVE,
        booking__ends_at__gt=now,
    )
    return list(rows.select_related("calendar__resource", "booking").order_by("pk")[:A_FEW])


def step(entry: CalendarEntry, *, now: datetime) -> Step:
    """What is to be done about it. One or two queries."""
    if entry.moved_since is not None:
        return _about_move(entry)
    if found_elsewhere(entry) is not None:
        return "elsewhere"
    is_over = entry.missing_since is not None and entry.missing_since <= now - GRACE
    if entry.follows:
        return "cancel"
    return _WHEN_DELETED[entry.calendar.when_deleted] if is_over else "wait"


def _about_move(entry: CalendarEntry) -> Step:
    if (entry.seen_starts_at, entry.seen_ends_at) == wanted_times(entry.booking, entry.calendar):
        return "settle"
    return "move" if entry.follows else _WHEN_MOVED[entry.calendar.when_moved]


_WHEN_MOVED: dict[str, Step] = {
    WhenMoved.ASK: "ask",
    WhenMoved.APPLY: "move",
    WhenMoved.PUT_BACK: "put_back",
}
_WHEN_DELETED: dict[str, Step] = {
    WhenDeleted.ASK: "ask",
    WhenDeleted.CANCEL: "cancel",
    WhenDeleted.RESTORE: "put_back",
}


def found_elsewhere(entry: CalendarEntry) -> OutsideEvent | None:
    """The entry in another calendar of the same person, if it was carried there. One query."""
    rows = OutsideEvent.objects.of(entry.organisation_id).filter(
        Q(booking=None) | Q(booking=entry.booking_id),
        calendar__resource=entry.calendar.resource_id,
        uid=str(entry.booking.uid),
    )
    return rows.exclude(calendar=entry.calendar_id).select_related("calendar").order_by("-pk").first()


@deed
def settle(entry_id: int, *, now: datetime) -> None:
    """It stands where the booking is by now."""
    entry = _locked(entry_id)
    if entry is not None:
        entry.moved_since = entry.seen_starts_at = entry.seen_ends_at = None
        entry.follows = False
        entry.save(update_fields=["moved_since", "seen_starts_at", "seen_ends_at", "follows"])


@deed
def ask(entry_id: int, *, now: datetime) -> None:
    """Nothing is changed before a person has said how it is to be."""
    entry = _locked(entry_id)
    if entry is None or (entry.moved_since is None and entry.missing_since is None):
        return
    if entry.follows:
        entry.follows = False
        entry.save(update_fields=["follows"])
    facts = {"starts_at": _said(entry.starts_at), "ends_at": _said(entry.ends_at)}
    is_moved = entry.moved_since is not None
    open_own(
        entry.calendar,
        entry.booking,
        Kind.MOVED if is_moved else Kind.DELETED,
        remote_id=entry.remote_id,
        starts_at=entry.seen_starts_at if is_moved else entry.starts_at,
        ends_at=entry.seen_ends_at if is_moved else entry.ends_at,
        facts=facts,
        now=now,
    )


def _said(instant: datetime | None) -> str:
    return iso(instant) if instant else ""


@deed
def write_again(entry_id: int, *, now: datetime) -> None:
    """The calendar follows the booking."""
    entry = _locked(entry_id)
    if entry is not None and (entry.moved_since is not None or entry.missing_since is not None):
        put_back(entry, now=now)


@deed
def stay_elsewhere(entry_id: int, *, now: datetime) -> None:
    """The entry was carried into another calendar: there it is ours as it was here, and blocks nothing."""
    entry = _locked(entry_id)
    event = found_elsewhere(entry) if entry is not None and entry.missing_since is not None else None
    if entry is None or event is None:
        return
    CalendarEntry.objects.of(entry.organisation_id).filter(
        booking=entry.booking_id, calendar=event.calendar_id
    ).delete()
    entry.calendar, entry.remote_id, entry.etag = event.calendar, event.remote_id, event.etag
    entry.missing_since = None
    if (event.starts_at, event.ends_at) != (entry.starts_at, entry.ends_at):
        entry.moved_since, entry.seen_starts_at, entry.seen_ends_at = now, event.starts_at, event.ends_at
    entry.save()
    event.booking = entry.booking
    event.save(update_fields=["booking"])
    if entry.moved_since is None:
        BusyTime.objects.of(entry.organisation_id).filter(event=event).delete()
    raise_revisions(entry.organisation_id, [entry.calendar.resource_id])


def _locked(entry_id: int) -> CalendarEntry | None:
    """The entry, under the lock of its resource."""
    rows = CalendarEntry.objects.everywhere().select_related("calendar", "booking")
    found = rows.filter(pk=entry_id).first()
    if found is None:
        return None
    lock_resources(found.organisation_id, [found.calendar.resource_id])
    return rows.select_for_update(no_key=True, of=("self",)).filter(pk=entry_id).first()


def as_seen(entry: CalendarEntry, *, now: datetime) -> HandRequest | None:
    """The booking as it stands in the calendar by now; None where nobody can tell what is meant.

    Who serves only a part of the appointment may shift it as a whole, but not lengthen it.
    """
    booking, starts_at, ends_at = entry.booking, entry.seen_starts_at, entry.seen_ends_at
    if None in {starts_at, ends_at, entry.starts_at, entry.ends_at} or starts_at is None or ends_at is None:
        return None
    if entry.starts_at is None or entry.ends_at is None or ends_at <= starts_at:
        return None
    was = entry.ends_at - entry.starts_at
    is_whole = (entry.starts_at, entry.ends_at) == (booking.starts_at, booking.ends_at)
    if not is_whole and ends_at - starts_at != was:
        return None
    duration = ends_at - starts_at if is_whole else booking.duration
    return HandRequest(
        organisation_id=booking.organisation_id,
        service_id=booking.service_id,
        location_id=booking.location_id,
        picks=tuple(person.pk for person in serving(booking)),
        starts_at=booking.starts_at + (starts_at - entry.starts_at),
        duration_minutes=duration // MINUTE,
        buffer_before_minutes=booking.buffer_before_minutes,
        buffer_after_minutes=booking.buffer_after_minutes,
        customer=booking.customer_id,
        staff_note=booking.staff_note,
        key=f"calendar:{entry.pk}:{booking.version}:{iso(now)}",
    )
