"""Whether anything that the calendar shows has changed, for little."""

from __future__ import annotations

import hashlib
from datetime import datetime

from terminbuch.models import Hold, Location, Organisation, Resource


def revision(organisation: Organisation | int, *, now: datetime) -> str:
    """A word that is another one after every change. Two short queries: read it first, the facts after.

    A hold's end is a moment and raises nothing, so the holds that still stand are part of the word.
    """
    resources = Resource.objects.of(organisation).order_by().values_list("uid", "revision")
    locations = Location.objects.of(organisation).order_by().values_list("uid", "revision")
    holds = Hold.objects.of(organisation).filter(deadline__gt=now).order_by("pk")
    known = (sorted(resources.union(locations).order_by()), list(holds.values_list("pk", "deadline")))
    return hashlib.sha256(repr(known).encode()).hexdigest()[:24]
