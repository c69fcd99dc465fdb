"""What the worker does with outside calendars, besides chores and mails: each in a lane of its own.

Whoever has further work of this kind adds a line to LANES (again and again) or CHORES (now and then).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

from django.db import connections
from django.utils import timezone

from terminbuch.actions import upkeep
from terminbuch.actions.outside.settling import settle_all
from terminbuch.actions.outside.watchdog import watch

type Work = Callable[[datetime], bool]
"""True when something was done, so that there may be more. Idle, it only reads."""

IDLE_SECONDS = 1.0
PATIENCE = 10.0
log = logging.getLogger("terminbuch.calendars")

CHORES: upkeep.Chores = {
    "watch calendars": (timedelta(minutes=1), watch),
    "settle conflicts": (timedelta(minutes=1), settle_all),
}
"""By one worker at a time."""


def do_chores(now: datetime) -> bool:
    upkeep.run_chores(now, CHORES)
    return False


LANES: dict[str, Work] = {"chores": do_chores}


def turn(now: datetime) -> None:
    """All that is due, one lane after the other."""
    for name, work in LANES.items():
        while _survived(name, work, now):
            pass


class Lanes:
    """All lanes at once, until told to stop. What a killed one had taken is taken after its lease."""

    def __init__(self) -> None:
        self._stop = Event()
        self._threads = [
            Thread(target=self._work, args=lane, name=f"calendars: {lane[0]}", daemon=True)
            for lane in LANES.items()
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """What is under way may end, within so many seconds altogether."""
        self._stop.set()
        deadline = monotonic() + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _work(self, name: str, work: Work) -> None:
        while not self._stop.is_set():
            if not _survived(name, work, timezone.now()):
                connections.close_all()
                self._stop.wait(IDLE_SECONDS)


def _survived(name: str, work: Work, now: datetime) -> bool:
    try:
        return work(now)
    except Exception:  # a lane that ends would not be noticed for long
        log.exception("lane %s", name)
        return False
