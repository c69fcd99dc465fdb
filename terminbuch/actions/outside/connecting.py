"""An account is connected, signed in to again, looked through again, and disconnected."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, OutsideCalendar, Resource

from ..asking import Actor
from ..calendar_writes import promise_all
from ..deed import deed
from ..locking import lock_resources, raise_revisions
from ..refusals import NotYours
from .found import keep_found
from .noting import note
from .refusals import OtherAccount, TooManyConnections

MOST_CONNECTIONS = 20


@deed
def connect(
    resource_id: int,
    kind: str,
    *,
    name: str,
    address: str = "",
    username: str = "",
    secret: Mapping[str, Any],
    hosts: Iterable[str] = (),
    owners: Iterable[str] = (),
    zone_name: str,
    found: Sequence[Found],
    organisation_id: int,
    by: Actor,
    now: datetime,
) -> CalendarConnection:
    """The calendars of ``found`` are kept; none of them blocks or receives before somebody says so.

    The same account once more is signed in to again, and not connected twice. Raises NotYours, also where
    people only practise, and TooManyConnections.
    """
    lock_resources(organisation_id, [resource_id])
    real = Resource.objects.of(organisation_id).filter(organisation__practice_of=None)
    resource = real.filter(pk=resource_id).first()
    if resource is None:
        raise NotYours
    fresh = CalendarConnection(
        organisation_id=organisation_id, resource=resource, kind=kind, name=name[:120], address=address,
        username=username, owner_addresses=_once(owner.lower() for owner in owners), zone_name=zone_name,
        created_at=now, created_by=by.member,
    )  # fmt: skip
    connection = _same_account(fresh, secret) or fresh
    is_known = connection is not fresh
    if not is_known and _others(fresh).count() >= MOST_CONNECTIONS:
        raise TooManyConnections
    _sign_in(connection, secret, hosts, now=now)
    keep_found(connection, found)
    note("calendar_signed_in_again" if is_known else "calendar_connected", connection, by=by, now=now)
    return connection


@deed
def sign_in_again(
    connection_id: int,
    secret: Mapping[str, Any],
    *,
    username: str | None = None,
    hosts: Iterable[str] = (),
    organisation_id: int,
    by: Actor,
    now: datetime,
) -> CalendarConnection:
    """It is read at once, and red until that has succeeded. ``hosts`` are agreed to besides those that were.

    Raises NotYours, and OtherAccount when ``username`` is not the one that was connected.
    """
    connection = _locked(connection_id, organisation_id)
    if username is not None and username.lower() != connection.username.lower():
        raise OtherAccount
    _sign_in(connection, secret, hosts, now=now)
    note("calendar_signed_in_again", connection, by=by, now=now)
    return connection


@deed
def refresh_found(connection_id: int, found: Sequence[Found], *, organisation_id: int) -> None:
    """The calendars as the other side lists them now. Raises NotYours."""
    keep_found(_locked(connection_id, organisation_id), found)


@deed
def disconnect(connection_uid: uuid.UUID, *, organisation_id: int, by: Actor, now: datetime) -> None:
    """Its calendars block and receive nothing any more. What we wrote to them stays there.

    Raises NotYours.
    """
    row = CalendarConnection.objects.of(organisation_id).filter(uid=connection_uid).first()
    connection = _locked(row.pk if row else 0, organisation_id)
    note("calendar_disconnected", connection, by=by, now=now)
    connection.delete()
    raise_revisions(organisation_id, [connection.resource_id])


def _locked(connection_id: int, organisation_id: int) -> CalendarConnection:
    """With its resource, which is locked first."""
    rows = CalendarConnection.objects.of(organisation_id).filter(pk=connection_id)
    lock_resources(organisation_id, rows.values_list("resource_id", flat=True))
    row = rows.select_for_update(no_key=True, of=("self",)).select_related("resource").first()
    if row is None:
        raise NotYours
    return row


def _sign_in(
    connection: CalendarConnection, secret: Mapping[str, Any], hosts: Iterable[str], *, now: datetime
) -> None:
    connection.secret = dict(secret)
    connection.hosts = _once([*connection.hosts, *hosts])
    connection.state, connection.refusals = CalendarConnection.State.OK, 0
    connection.save()
    used = OutsideCalendar.objects.of(connection.organisation_id).filter(connection=connection)
    used.exclude(blocks=False, receives=False).update(next_read_at=now)
    for calendar in used.filter(receives=True):
        promise_all(calendar, now=now)


def _same_account(wanted: CalendarConnection, secret: Mapping[str, Any]) -> CalendarConnection | None:
    """That of the same person. A feed has nothing but its address, which is its secret."""
    same = _others(wanted).filter(
        kind=wanted.kind, address=wanted.address, username__iexact=wanted.username
    )  # fmt: skip
    if wanted.kind != CalendarConnection.Kind.FEED:
        return same.first()
    return next((row for row in same if _opened(row) == dict(secret)), None)


def _others(connection: CalendarConnection) -> QuerySet[CalendarConnection]:
    rows = CalendarConnection.objects.of(connection.organisation_id)
    return rows.filter(resource=connection.resource).select_related("resource")


def _opened(connection: CalendarConnection) -> dict[str, Any] | None:
    """Nothing where no configured key opens it."""
    try:
        return connection.secret
    except LookupError:
        return None


def _once(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word})
