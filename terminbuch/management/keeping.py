"""What has happened outside must get into the table, or it would happen once more."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import Error, close_old_connections

from terminbuch.models.outage import is_outage

PAUSE_SECONDS = 0.5
log = logging.getLogger("terminbuch.worker")


def keep(fact: Callable[[], None], *, within: timedelta) -> None:
    """Writes it down, again and again while the database cannot work; raises its error after ``within``.

    So a full disk or a failover leads to no second copy, as long as it is over before the lease is.
    """
    give_up_at = time.monotonic() + within.total_seconds()
    while True:
        try:
            return fact()
        except Error as trouble:
            if not is_outage(trouble) or time.monotonic() >= give_up_at:
                raise
            log.warning("the database cannot note that it was done: %s", str(trouble).strip())
        close_old_connections()
        time.sleep(PAUSE_SECONDS)
