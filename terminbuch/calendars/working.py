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
from terminbuch.actions.outside import reading
from terminbuch.actions.outside.settling import settle_all
from terminbuch.actions.outside.watchdog import watch

from .following import follow_due
from .probing import probe_due
from .rechecking import recheck
from .syncing import sync_next
from .watching import renew_channels
from .writing import write_due

type Work = Callable[[datetime], bool | None]
"""True when something was done, so that there may be more. Idle, it only reads."""

READ, READERS = "read", 8
IDLE_SECONDS = 1.0
PATIENCE = 10.0
log = logging.getLogger("terminbuch.calendars")

CHORES: upkeep.Chores = {
    "watch calendars": (timedelta(minutes=1), watch),
    "settle conflicts": (timedelta(minutes=1), settle_all),
}
"""By one worker at a time. What asks outside has a list of its own, for it may take long."""
ASKING: upkeep.Chores = {
    "check bookings again": (timedelta(minutes=1), recheck),
}


def do_chores(now: datetime) -> None:
    upkeep.run_chores(now, CHORES)


def ask_again(now: datetime) -> None:
    upkeep.run_chores(now, ASKING)


LANES: dict[str, Work] = {
    READ: sync_next,
    "write": write_due,
    "follow": follow_due,
    "probe": probe_due,
    "be told": renew_channels,
    "ask again": ask_again,
    "chores": do_chores,
}


def turn(now: datetime) -> None:
    """All that is due, one lane after the other."""
    for name, work in LANES.items():
        while _survived(name, work, now):
            pass


class Lanes:
    """All lanes at once, until told to stop; several calendars are read at a time.

    What one had taken that was killed is taken again after its lease.
    """

    def __init__(self) -> None:
        self._stop, self._is_due = Event(), Event()
        readers = [self._thread(f"{READ} {number}", self._read) for number in range(READERS)]
        # One looks out for all readers: else each would ask the tables every second.
        lanes = LANES | {READ: self._look_out}
        others = [self._thread(name, self._work, name, work) for name, work in lanes.items()]
        self._threads = [*others, *readers]

    def _thread(self, name: str, target: Callable[..., None], *arguments: object) -> Thread:
        return Thread(target=target, args=arguments, name=f"calendars: {name}", daemon=True)

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """What is under way may end, within so many seconds altogether."""
        self._stop.set()
        self._is_due.set()
        deadline = monotonic() + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, deadline - monotonic()))

    def _work(self, name: str, work: Work) -> None:
        while not self._stop.is_set():
            if not _survived(name, work, timezone.now()):
                connections.close_all()
                self._stop.wait(IDLE_SECONDS)

    def _look_out(self, now: datetime) -> None:
        if reading.number_due(now):
            self._is_due.set()
        else:
            self._is_due.clear()

    def _read(self) -> None:
        while not self._stop.is_set():
            if not self._is_due.wait(IDLE_SECONDS):
                continue
            while not self._stop.is_set() and _survived(READ, LANES[READ], timezone.now()):
                pass
            connections.close_all()
            self._stop.wait(IDLE_SECONDS)


def _survived(name: str, work: Work, now: datetime) -> bool:
    try:
        return bool(work(now))
    except Exception:  # a lane that ends would not be noticed for long
        log.exception("lane %s", name)
        return False
