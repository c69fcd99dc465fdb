from __future__ import annotations

import logging
from collections.abc import Mapping

from .child import Child

log = logging.getLogger("terminbuch.run")


class Family:
    """What ``run`` keeps alive: web server, worker, and now and then a preparation that renews both."""

    def __init__(self, *children: Child, environment: Mapping[str, str]) -> None:
        self._children = children
        self._environment = environment
        self._preparing: Child | None = None

    def look_after(self) -> float | None:
        """Starts what is due to be started; the seconds until the next will be, None while all live."""
        self._renew_when_prepared()
        pauses = [pause for child in self._children if (pause := child.look_after()) is not None]
        return min(pauses, default=None)

    def prepare_to_renew(self) -> None:
        """Tables and files as the new version wants them, while the old one goes on serving."""
        if self._preparing is None:
            self._preparing = Child("prepare", environment=self._environment)

    def _renew_when_prepared(self) -> None:
        """What could not be prepared changes nothing: the old ones go on."""
        if self._preparing is None or self._preparing.status is None:
            return
        status, self._preparing = self._preparing.status, None
        if status != 0:
            log.error("nothing is renewed, for the preparation ended with status %s", status)
            return
        for child in self._children:
            child.renew()

    @property
    def living(self) -> list[str]:
        """The names of those who have not ended yet."""
        return [child.name for child in self._children if child.status is None]

    def ask_to_stop(self) -> None:
        if self._preparing is not None:
            self._preparing.kill()
        for child in self._children:
            child.ask_to_stop()

    def kill(self) -> None:
        for child in self._children:
            child.kill()
