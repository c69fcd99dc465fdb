"""Tokens of Google and Microsoft: renewed by one at a time, for a token that is used twice may be lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from terminbuch.models import CalendarConnection

from ..deed import deed


@deed
def take(connection: CalendarConnection, *, now: datetime, lease: timedelta) -> uuid.UUID | None:
    """The right to renew, until ``now`` + ``lease``; None while somebody else has it."""
    token = uuid.uuid4()
    free = _row(connection).filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now))
    return token if free.update(lease_token=token, lease_until=now + lease) else None


@deed
def keep(connection: CalendarConnection, token: uuid.UUID, secret: Mapping[str, Any]) -> bool:
    """The newest tokens. False where another renewed meanwhile, or somebody signed in again: theirs stand."""
    row = _row(connection).filter(lease_token=token).select_for_update(no_key=True).first()
    if row is None or row.sealed_secret != connection.sealed_secret:
        return False
    row.secret = dict(secret)
    row.lease_token = row.lease_until = None
    row.save(update_fields=["sealed_secret", "lease_token", "lease_until"])
    return True


@deed
def give_back(connection: CalendarConnection, token: uuid.UUID) -> None:
    """Nothing was renewed; the next one may try."""
    _row(connection).filter(lease_token=token).update(lease_token=None, lease_until=None)


def _row(connection: CalendarConnection) -> QuerySet[CalendarConnection]:
    return CalendarConnection.objects.of(connection.organisation_id).filter(pk=connection.pk)
