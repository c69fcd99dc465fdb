from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from terminbuch.actions.outside import signing
from terminbuch.calendars.troubles import Unreachable
from terminbuch.models import CalendarConnection

from .asking import asked
from .codes import kept
from .providers import provider

EARLY = timedelta(minutes=5)
AT_LEAST = timedelta(seconds=30)
LEASE = timedelta(seconds=60)
PATIENT_SECONDS = 5.0
PAUSE = 0.1


def fresh(
    connection: CalendarConnection, secret: Mapping[str, Any], *, now: datetime, seconds: float
) -> Mapping[str, Any]:
    """Tokens that are good for half a minute at least. Raises SignedOut, Unreachable and other Troubles.

    Renewed by one at a time, early by whoever has time, so that nobody waits who has none; a sign-in that was
    refused is renewed whatever its end. Who needs one while another renews waits for it, up to ``seconds``.
    """
    least = EARLY if seconds >= PATIENT_SECONDS else AT_LEAST
    if _lasts(secret, now, least) and not connection.refusals:
        return secret
    lease = signing.take(connection, now=now, lease=LEASE)
    if lease is not None:
        return _renewed(connection, lease, now=now, seconds=seconds)
    if _lasts(secret, now, AT_LEAST):
        return secret
    return _awaited(connection, now=now, until=time.monotonic() + seconds)


def _renewed(
    connection: CalendarConnection, lease: Any, *, now: datetime, seconds: float
) -> Mapping[str, Any]:
    """Read again under the lease: what this connection was loaded with may have been renewed meanwhile."""
    try:
        current = _current(connection)
        before = current.secret
        if before != connection.secret and _lasts(before, now, EARLY):
            return before
        told = asked(
            provider(connection.kind), seconds=seconds, grant_type="refresh_token",
            refresh_token=str(before.get("refresh_token", "")),
        )  # fmt: skip
        secret = kept(told, before=before, now=now)
        return secret if signing.keep(current, lease, secret) else _current(connection).secret
    finally:
        signing.give_back(connection, lease)


def _awaited(connection: CalendarConnection, *, now: datetime, until: float) -> Mapping[str, Any]:
    while time.monotonic() < until:
        time.sleep(PAUSE)
        secret = _current(connection).secret
        if _lasts(secret, now, AT_LEAST):
            return secret
    raise Unreachable("its token is being renewed")


def _current(connection: CalendarConnection) -> CalendarConnection:
    row: CalendarConnection = CalendarConnection.objects.of(connection.organisation_id).get(pk=connection.pk)
    return row


def _lasts(secret: Mapping[str, Any], now: datetime, least: timedelta) -> bool:
    return float(secret.get("expires_at", 0)) > (now + least).timestamp()
