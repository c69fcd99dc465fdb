"""Counting who tries what how often, before anything else is written."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from terminbuch.models import AttemptCount

from .deed import deed
from .keys import hashed
from .refusals import TooManyTries

HOUR = timedelta(hours=1)


def count(what: str, who: str, *, limit: int, now: datetime, window: timedelta = HOUR) -> None:
    """Count one attempt, in a short transaction of its own that stands whatever follows.

    ``who`` is kept as a hash. Raises TooManyTries from the attempt after the ``limit``-th of a window on.
    """
    if _counted(what, hashed(f"{what}:{who}"), now=now, window=window) > limit:
        raise TooManyTries


@deed
def _counted(what: str, who: str, *, now: datetime, window: timedelta) -> int:
    number = int(now.timestamp() // window.total_seconds())
    fresh = AttemptCount(who=who, what=what, window=number, forget_at=now + 2 * window)
    AttemptCount.objects.bulk_create([fresh], ignore_conflicts=True)
    row = AttemptCount.objects.filter(who=who, what=what, window=number)
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()
