"""The writer's door: take what is to be written into a calendar, and say what became of it.

One writer a calendar at a time, for no calendar keeps two from overwriting each other. What is wanted is read
from the booking when the write is taken, so only the newest promise counts.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least

from terminbuch.ical.seen import Entry, Known
from terminbuch.models import Booking, CalendarConnection, CalendarEntry, Delivery, OutsideCalendar
from terminbuch.queries.entries import wanted

from ..calendar_writes import WRITE
from ..deed import deed
from .attention import ask_for_attention, no_longer_needed
from .reading import SIGNED_OUT, count_refusal

State = Delivery.State
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 60, 180, 360, 720))
# The next read tells whether somebody put something there in the same seconds.
READ_AGAIN = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Write:
    """``entry`` is what is to stand in the calendar (None: nothing), ``known`` where it stands as far as we
    know. ``tried`` is when it may stand, should an answer have been lost; None when nothing ever left.
    """

    delivery: Delivery
    booking: Booking
    calendar: OutsideCalendar
    lease: uuid.UUID
    entry: Entry | None
    known: Known | None
    version: int
    tried: tuple[datetime, datetime] | None

    @property
    def connection(self) -> CalendarConnection:
        return self.calendar.connection


def take_due_write(now: datetime, *, lease: timedelta) -> Write | None:
    """The write that has waited longest, for a calendar that nobody writes to; None if there is none.

    Idle, it only reads. The calendar is leased until now + ``lease``.
    """
    return _take(now, lease=lease) if _due(now).exists() else None


def _due(now: datetime) -> QuerySet[Delivery]:
    is_free = Q(calendar__write_lease_until__isnull=True) | Q(calendar__write_lease_until__lte=now)
    rows = Delivery.objects.everywhere().filter(is_free, kind=WRITE, state=State.DUE, due_at__lte=now)
    return rows.filter(calendar__connection__state=CalendarConnection.State.OK).order_by("due_at", "pk")


@deed
def _take(now: datetime, *, lease: timedelta) -> Write | None:
    rows = _due(now)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    row = rows.first()
    if row is None or row.calendar_id is None or not _is_leased(row, token := uuid.uuid4(), now, lease):
        return None
    newest = _newest(row)
    newest.lease_token, newest.lease_until = token, now + lease
    newest.attempts += 1
    newest.save(update_fields=["lease_token", "lease_until", "attempts"])
    return _write(newest, token)


def _is_leased(row: Delivery, token: uuid.UUID, now: datetime, lease: timedelta) -> bool:
    """Whether nobody was faster."""
    is_free = Q(write_lease_until__isnull=True) | Q(write_lease_until__lte=now)
    calendars = OutsideCalendar.objects.of(row.organisation_id).filter(is_free, pk=row.calendar_id or 0)
    return bool(calendars.update(write_lease_until=now + lease, write_lease_token=token))


def _newest(row: Delivery) -> Delivery:
    """Older promises of the same booking to the same calendar have nothing left to say."""
    rows = Delivery.objects.of(row.organisation_id).filter(
        booking=row.booking_id, calendar=row.calendar_id, state=State.DUE
    )
    newest = rows.select_related("calendar__connection", "calendar__resource").order_by("-pk")[0]
    rows.exclude(pk=newest.pk).update(state=State.WITHDRAWN, lease_until=None, lease_token=None)
    return newest


def _write(row: Delivery, token: uuid.UUID) -> Write:
    bookings = Booking.objects.of(row.organisation_id).select_related("service", "location")
    booking, calendar = bookings.get(pk=row.booking_id or 0), row.calendar
    assert calendar is not None  # noqa: S101  # only such rows are due
    entry, _is_new = CalendarEntry.objects.of(row.organisation_id).get_or_create(
        organisation_id=row.organisation_id, booking=booking, calendar=calendar
    )
    to_stand = wanted(booking, calendar, generation=entry.generation)
    if to_stand is not None and not entry.is_there:
        _note_try(entry, to_stand)
    return Write(
        delivery=row,
        booking=booking,
        calendar=calendar,
        lease=token,
        entry=to_stand,
        known=Known(entry.remote_id, entry.etag, entry.generation) if entry.is_there else None,
        version=booking.version,
        tried=(entry.starts_at, entry.ends_at) if entry.starts_at and entry.ends_at else None,
    )


def _note_try(entry: CalendarEntry, to_stand: Entry) -> None:
    """Before anything is written: an answer that is lost leaves an event behind. Until one arrives, the
    entry's times span all that was tried.
    """
    entry.starts_at = min(entry.starts_at or to_stand.starts_at, to_stand.starts_at)
    entry.ends_at = max(entry.ends_at or to_stand.ends_at, to_stand.ends_at)
    entry.save(update_fields=["starts_at", "ends_at"])


@deed
def wrote(write: Write, known: Known | None, *, now: datetime) -> None:
    """It stands there as wanted, or no longer. A writer whose lease was taken over changes nothing."""
    if not _let_go(write, now=now, read_at=now + READ_AGAIN):
        return
    _arrived(write, known, now=now)
    _own(write).update(
        state=State.SENT,
        sent_at=now,
        facts={"erased": True} if known is None else {},
        lease_until=None,
        lease_token=None,
    )
    no_longer_needed(write.delivery, now=now)
    connections = CalendarConnection.objects.of(write.calendar.organisation_id)
    connections.filter(pk=write.calendar.connection_id, refusals__gt=0).update(refusals=0)


def _arrived(write: Write, known: Known | None, *, now: datetime) -> None:
    """What was erased keeps its name: a calendar program may bring it back."""
    changes: dict[str, object] = {
        "is_there": known is not None,
        "etag": known.etag if known else "",
        "version": write.version,
        "written_at": now,
        "missing_since": None,
        "moved_since": None,
        "seen_starts_at": None,
        "seen_ends_at": None,
        "follows": False,
        "failed_at": None,
    }
    if known is not None and write.entry is not None:
        changes |= {"remote_id": known.remote_id, "generation": known.generation}
        changes |= {"starts_at": write.entry.starts_at, "ends_at": write.entry.ends_at}
    _entries(write).update(**changes)


@deed
def burnt(write: Write, *, now: datetime) -> None:
    """The name was used up: the next try, which is due at once, takes another."""
    if _let_go(write, now=now):
        _entries(write).update(generation=F("generation") + 1, remote_id="", etag="", is_there=False)
        _own(write).update(due_at=now, lease_until=None, lease_token=None)


@deed
def not_written(
    write: Write,
    code: str,
    detail: str,
    *,
    now: datetime,
    is_lasting: bool = False,
    again_at: datetime | None = None,
) -> None:
    """Later again, for a day. After that, or where waiting does not help, people see that it is not in the
    calendar; the booking itself stands, whatever becomes of this.
    """
    if not _let_go(write, now=now):
        return
    is_over = write.delivery.attempts > len(BACKOFF)
    pause = BACKOFF[min(write.delivery.attempts, len(BACKOFF)) - 1]
    _own(write).update(
        state=State.FAILED if is_over else State.DUE,
        due_at=max(now + pause, again_at or now),
        last_error=f"{code}: {detail}"[:200],
        lease_until=None,
        lease_token=None,
    )
    if code == SIGNED_OUT:
        count_refusal(write.calendar)
    if is_over or is_lasting:
        _entries(write).filter(failed_at=None).update(failed_at=now)
        ask_for_attention(write.delivery, now=now)


def _let_go(write: Write, *, now: datetime, read_at: datetime | None = None) -> bool:
    """The calendar is free for the next write. Whether it was still ours."""
    ours = OutsideCalendar.objects.of(write.calendar.organisation_id).filter(
        pk=write.calendar.pk, write_lease_token=write.lease
    )
    if read_at is not None:
        ours.filter(next_read_at__isnull=False).update(next_read_at=Least("next_read_at", read_at))
    return bool(ours.update(write_lease_until=None, write_lease_token=None))


def _own(write: Write) -> QuerySet[Delivery]:
    rows = Delivery.objects.of(write.calendar.organisation_id).filter(pk=write.delivery.pk)
    return rows.filter(lease_token=write.lease)


def _entries(write: Write) -> QuerySet[CalendarEntry]:
    rows = CalendarEntry.objects.of(write.calendar.organisation_id)
    return rows.filter(booking=write.delivery.booking_id, calendar=write.calendar)
