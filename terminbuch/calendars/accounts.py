"""A connection, opened: what is needed to ask the other side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from terminbuch.models import CalendarConnection

from .kind import Account
from .oauth import renewing
from .oauth.providers import KINDS
from .troubles import SignedOut


def account_of(connection: CalendarConnection, *, now: datetime, seconds: float = 10.0) -> Account:
    """With Google and Microsoft the secret holds a fresh ``access_token``, renewed where it is needed.

    It may ask the other side, so it belongs into no deed. Raises a Trouble; SignedOut also where no
    configured key opens the secret.
    """
    secret = opened(connection)
    if connection.kind in KINDS:
        secret = renewing.fresh(connection, secret, now=now, seconds=seconds)
    return Account(
        kind=connection.kind,
        address=connection.address,
        username=connection.username,
        secret=secret,
        hosts=frozenset(connection.hosts),
        owners=frozenset(address.lower() for address in connection.owner_addresses),
        zone=connection.zone,
    )


def opened(connection: CalendarConnection) -> Mapping[str, Any]:
    try:
        return connection.secret
    except LookupError:
        raise SignedOut("no configured key opens the secret") from None
