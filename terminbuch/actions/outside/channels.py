"""Channels by which the other side tells that a calendar changed. What changed is read afterwards."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare

from terminbuch.models import CalendarConnection, OutsideCalendar, PushChannel

from ..deed import deed
from ..keys import hashed

WAIT = timedelta(minutes=30)  # until it is tried again where it did not come about


@dataclass(frozen=True)
class Opening:
    """A channel that the other side is still to be asked for, with the word that each notice must carry."""

    uid: uuid.UUID
    secret: str


def due(kinds: Collection[str], *, now: datetime, most: int) -> list[OutsideCalendar]:
    """Calendars that are needed, and of whose changes nobody tells us for much longer. One query."""
    lasting = PushChannel.objects.everywhere().filter(calendar=OuterRef("pk"), renew_at__gt=now)
    rows = OutsideCalendar.objects.everywhere().filter(Q(blocks=True) | Q(receives=True), ~Exists(lasting))
    rows = rows.filter(connection__kind__in=kinds, connection__state=CalendarConnection.State.OK)
    return list(rows.select_related("connection").order_by("pk")[:most])


@deed
def begin(calendar: OutsideCalendar, *, now: datetime) -> Opening | None:
    """Written before the other side is asked, for it may ask back at once; None when another was quicker."""
    OutsideCalendar.objects.of(calendar.organisation_id).select_for_update().get(pk=calendar.pk)
    if _of(calendar).filter(renew_at__gt=now).exists():
        return None
    _of(calendar).filter(remote_id="").delete()
    secret = secrets.token_urlsafe(32)
    row = PushChannel.objects.create(
        organisation_id=calendar.organisation_id,
        calendar=calendar,
        secret_hash=hashed(secret),
        created_at=now,
        renew_at=now + WAIT,
        expires_at=now + WAIT,
    )
    return Opening(row.uid, secret)


@deed
def keep(
    calendar: OutsideCalendar, opening: Opening, remote_id: str, *, expires_at: datetime, now: datetime
) -> list[str]:
    """It came about, and is renewed at half of its life. What it replaces is returned and no longer heard."""
    half = now + (expires_at - now) / 2
    fresh = _of(calendar).filter(uid=opening.uid)
    fresh.update(remote_id=remote_id, expires_at=expires_at, renew_at=half)
    older = _of(calendar).exclude(uid=opening.uid)
    replaced = [remote for remote in older.values_list("remote_id", flat=True) if remote]
    older.delete()
    return replaced


def heard(uid: uuid.UUID, secret: str, *, now: datetime) -> bool:
    """A notice: the calendar is due to be read now. False where nobody told us so, and then nothing is done.

    Many notices are one read: what is due already stays as it is, and no row is locked for it.
    """
    channel = _channel(uid, secret)
    if channel is None:
        return False
    if channel.calendar.next_read_at is not None and channel.calendar.next_read_at > now:
        _read_now(channel.calendar, now=now)
    return True


def lived(uid: uuid.UUID, secret: str, event: str, *, now: datetime) -> bool:
    """What Graph tells of a subscription: it must be renewed, it is gone, or notices were lost."""
    channel = _channel(uid, secret)
    if channel is None:
        return False
    if event != "reauthorizationRequired":
        _read_now(channel.calendar, now=now, whole=event == "subscriptionRemoved")
    if event != "missed":
        _renew_now(channel, now=now)
    return True


def is_open(uid: uuid.UUID) -> bool:
    """Whether a channel of this name was asked for."""
    return PushChannel.objects.everywhere().filter(uid=uid).exists()


@deed
def _read_now(calendar: OutsideCalendar, *, now: datetime, whole: bool = False) -> None:
    rows = OutsideCalendar.objects.of(calendar.organisation_id).filter(pk=calendar.pk)
    if whole:
        rows.update(full_due=True)
    rows.filter(next_read_at__gt=now).update(next_read_at=now)


@deed
def _renew_now(channel: PushChannel, *, now: datetime) -> None:
    PushChannel.objects.of(channel.organisation_id).filter(pk=channel.pk).update(renew_at=now)


def _channel(uid: uuid.UUID, secret: str) -> PushChannel | None:
    row = PushChannel.objects.everywhere().select_related("calendar").filter(uid=uid).first()
    if row is None or not constant_time_compare(row.secret_hash, hashed(secret)):
        return None
    return row


def _of(calendar: OutsideCalendar) -> QuerySet[PushChannel]:
    return PushChannel.objects.of(calendar.organisation_id).filter(calendar=calendar)
