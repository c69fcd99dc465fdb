"""Outside calendars are read in: taken in turn, kept when the answer was whole, noted when there was none.

Nothing that is known goes away because of a trouble (I9).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection as database
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from terminbuch.ical.seen import Reading
from terminbuch.models import CalendarConnection, OutsideCalendar, PushChannel

from ..deed import deed
from ..locking import lock_resources, raise_revisions
from . import conflicts, own
from .copying import storable, swap
from .watchdog import welcome_back

BY_PUSH, BY_POLLING, OF_FEEDS = timedelta(minutes=5), timedelta(minutes=2), timedelta(minutes=10)
BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 240, 300))
AFTER_REFUSAL = timedelta(minutes=3)
LATEST = timedelta(hours=1)
"""Nobody tells us to stay away for longer."""
REFUSALS = 3
SIGNED_OUT, TOKEN_LOST = "signed_out", "token_lost"
State = CalendarConnection.State


@dataclass(frozen=True)
class Kept:
    """``touched`` are the events that take other time than before."""

    touched: frozenset[str] = frozenset()


def number_due(now: datetime) -> int:
    """How many wait to be read; reads only."""
    return _due(now).count()


def take_due(now: datetime, *, lease: timedelta) -> OutsideCalendar | None:
    """The one that has waited longest, nobody else's until now + ``lease``; of a connection one at a time.

    With its connection and resource. Idle it only reads.
    """
    return _take(now, lease=lease) if _due(now).exists() else None


@deed
def _take(now: datetime, *, lease: timedelta) -> OutsideCalendar | None:
    rows = _due(now).select_related("connection", "resource").order_by("next_read_at", "pk")
    if database.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",), no_key=True)
    calendar = rows.first()
    if calendar is None:
        return None
    calendar.lease_token, calendar.lease_until = uuid.uuid4(), now + lease
    # Whoever asks for a read from now on asks for another one than this.
    calendar.next_read_at = now + lease
    calendar.save(update_fields=["lease_token", "lease_until", "next_read_at"])
    return calendar


def _due(now: datetime) -> QuerySet[OutsideCalendar]:
    """Connections that somebody must sign in again are left alone."""
    rows = OutsideCalendar.objects.everywhere()
    is_asked = Exists(rows.filter(connection=OuterRef("connection"), lease_until__gt=now))
    return rows.filter(~is_asked, next_read_at__lte=now, connection__state=State.OK)


@deed
def keep(calendar: OutsideCalendar, read: Reading, *, now: datetime) -> Kept | None:
    """The answer to what ``take_due`` gave; None when it is no longer ours to answer.

    What is the same as before raises no revision (I4). Conflicts are opened, and end.
    """
    lock_resources(calendar.organisation_id, [calendar.resource_id])
    row = _ours(calendar).select_for_update(no_key=True).first()
    if row is None:
        return None
    row.connection, row.resource = calendar.connection, calendar.resource
    reading = storable(read)
    was = (row.is_withheld, row.read_until)
    noticed = own.notice(row, reading, now=now)
    touched = frozenset() if reading.unchanged else swap(row, reading, noticed)
    _note(row, reading, taken=calendar, now=now)
    if touched:
        row.changed_at = now
    if noticed.read_again:
        row.full_due, row.next_read_at = True, now
    welcome_back(row, now=now)
    row.save(update_fields=COLUMNS)
    if touched or noticed.changed or was != (row.is_withheld, row.read_until):
        raise_revisions(row.organisation_id, [row.resource_id])
    if row.blocks and touched:
        conflicts.open_overlaps(row, touched, now=now)
    if touched or noticed.changed:
        conflicts.end_settled(row.organisation_id, row.resource_id, now=now)
    return Kept(touched)


COLUMNS = [
    "token", "full_due", "full_at", "read_from", "read_until", "last_good_at", "changed_at", "next_read_at",
    "failing_since", "failures", "trouble", "skipped", "is_withheld", "told_at", "lease_until", "lease_token",
]  # fmt: skip


def _note(row: OutsideCalendar, reading: Reading, *, taken: OutsideCalendar, now: datetime) -> None:
    """The calendar is as young as the question that was answered."""
    if reading.is_full and not reading.unchanged:
        row.read_from, row.read_until = reading.starts_at, reading.ends_at
        row.full_at, row.full_due = now, False
    if not reading.unchanged:
        row.skipped = list(reading.skipped)
    row.token = reading.token or ("" if not reading.unchanged else row.token)
    row.last_good_at = reading.asked_at
    row.failing_since, row.failures, row.trouble = None, 0, ""
    row.next_read_at = _asked_meanwhile(row, taken, now + _pause(row, now))
    row.lease_until = row.lease_token = None
    if row.connection.refusals:
        _connection(row).update(refusals=0)


def _pause(row: OutsideCalendar, now: datetime) -> timedelta:
    if row.connection.kind == CalendarConnection.Kind.FEED:
        return OF_FEEDS
    channels = PushChannel.objects.of(row.organisation_id).filter(calendar=row, expires_at__gt=now)
    return BY_PUSH if channels.exclude(remote_id="").exists() else BY_POLLING


def _asked_meanwhile(row: OutsideCalendar, taken: OutsideCalendar, at: datetime) -> datetime:
    """A notice or a write that came while we read wants a read of its own."""
    if row.next_read_at is None or row.next_read_at == taken.next_read_at:
        return at
    return min(row.next_read_at, at)


@deed
def note_trouble(
    calendar: OutsideCalendar, code: str, *, now: datetime, again_at: datetime | None = None
) -> None:
    """What was known stays; tried again soon, then less often. Three refused sign-ins end the trying."""
    row = _ours(calendar).select_for_update(no_key=True).first()
    if row is None:
        return
    row.failures += 1
    row.failing_since, row.trouble = row.failing_since or now, code
    row.full_due = row.full_due or code == TOKEN_LOST
    at = now + (AFTER_REFUSAL if code == SIGNED_OUT else BACKOFF[min(row.failures, len(BACKOFF)) - 1])
    row.next_read_at = _asked_meanwhile(row, calendar, max(at, min(again_at or at, now + LATEST)))
    row.lease_until = row.lease_token = None
    row.save(update_fields=COLUMNS)
    if code == SIGNED_OUT:
        count_refusal(calendar)


def count_refusal(calendar: OutsideCalendar) -> None:
    rows = _connection(calendar)
    rows.update(refusals=F("refusals") + 1)
    rows.filter(refusals__gte=REFUSALS).update(state=State.SIGNED_OUT)


def _ours(calendar: OutsideCalendar) -> QuerySet[OutsideCalendar]:
    """The row, while the lease is still the one it was taken with."""
    rows = OutsideCalendar.objects.of(calendar.organisation_id).filter(pk=calendar.pk)
    return rows.filter(Q(lease_token=calendar.lease_token), lease_token__isnull=False)


def _connection(calendar: OutsideCalendar) -> QuerySet[CalendarConnection]:
    rows = CalendarConnection.objects.of(calendar.organisation_id)
    return rows.filter(pk=calendar.connection_id)
