"""What the worker last found, for the sign that every page shows: no question of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from terminbuch.models import Organisation

STALE = timedelta(minutes=15)


def kept_troubles(organisation: Organisation, now: datetime) -> int:
    """How much is not well. That nobody looked for a quarter of an hour is trouble, too."""
    if organisation.looked_at is None:
        return 0
    is_stale = now - organisation.looked_at > STALE
    return max(organisation.trouble_count, int(is_stale))
