"""Each night everything is verified, in a process of its own: mails go on meanwhile."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from terminbuch.actions import upkeep
from terminbuch.queries.verification.kept import zone_of

NAME = "verify"
NIGHT = time(3)
"""By the clocks of the first location."""
A_MINUTE = timedelta(minutes=1)
log = logging.getLogger("terminbuch.worker")


def next_night(now: datetime, zone: ZoneInfo) -> datetime:
    """The first three o'clock after this moment."""
    day = now.astimezone(zone).date()
    nights = (datetime.combine(day + timedelta(days=days), NIGHT, zone) for days in range(3))
    return next(night for night in nights if night > now)


class Nightly:
    """Begins it once a night, whatever number of workers there is; asks for that once a minute."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._again_at: datetime | None = None

    def look(self, now: datetime) -> None:
        if self._process is not None:
            self._bury(self._process)
        elif self._again_at is None or now >= self._again_at:
            self._again_at = now + A_MINUTE
            self._begin_when_due(now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """What is under way throws its copy away and ends."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def _begin_when_due(self, now: datetime) -> None:
        if upkeep.take_from_night_to_night(NAME, now=now, next_at=next_night(now, zone_of(None))):
            command = [sys.executable, "-m", "terminbuch", "verify"]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        status = process.poll()
        if status is not None:
            self._process = None
            log.log(
                logging.WARNING if status else logging.INFO, "the verification ended with status %s", status
            )
