"""Every business is looked after while nobody looks: what is not well is kept for every page to show."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import F, Q

from terminbuch.models import Organisation
from terminbuch.queries.health import findings

from .deed import deed

log = logging.getLogger("terminbuch.upkeep")
EVERY = timedelta(minutes=5)
AT_ONCE = 20


def look_after_all(now: datetime) -> None:
    """Those first that have waited longest."""
    waiting = Organisation.objects.filter(Q(looked_at=None) | Q(looked_at__lte=now - EVERY), practice_of=None)
    for organisation in waiting.order_by(F("looked_at").asc(nulls_first=True), "pk")[:AT_ONCE]:
        try:
            look_after(organisation, now=now)
        except Exception:  # one business that we cannot look after must not keep back the others
            log.exception("health of organisation %s", organisation.pk)


def look_after(organisation: Organisation, *, now: datetime) -> None:
    """Look at everything, and keep how much is not well."""
    # Outside the deed: to compare all times takes a while, and on SQLite nobody could book meanwhile.
    number = sum(finding.is_trouble for finding in findings(now, organisation))
    _keep(organisation, number, now=now)


@deed
def _keep(organisation: Organisation, number: int, *, now: datetime) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(looked_at=now, trouble_count=number)
