"""Who kills processes at random while others work, and starts again what is dead, as a supervisor would."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from tests.torture.house import House
from tests.torture.processes import NotReady, Process, Server

PAUSE = 2.0


@dataclass(eq=False)
class Wrecker:
    """Every two seconds one of the processes is killed -9 and started again at once.

    On a machine so slow that it does not answer by then, the next one is spared until it does: else nobody
    would be there at all, and nothing would be tried.

    ``restarts_at``: so many seconds after the beginning the database crashes too; ``crashes`` are those
    moments, in seconds since 1970, and ``recovered`` the seconds until it took connections again.
    """

    house: House
    processes: Sequence[Process]
    luck: random.Random
    restarts_at: float | None = None
    crashes: list[float] = field(default_factory=list)
    recovered: list[float] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._wreck, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No more kills; whatever is dead lives again when this returns, though it may not answer yet."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        self._revive()

    def _wreck(self) -> None:
        began = time.monotonic()
        while not self._over.wait(PAUSE) and not self.house.is_closed:
            if self.restarts_at is not None and time.monotonic() - began >= self.restarts_at:
                self.restarts_at = None
                self._crash()
            self._revive()
            victim = self.luck.choice(self.processes)
            self.house.kill(victim)
            self.house.revive(victim)
            self._await(victim)

    def _await(self, victim: Process) -> None:
        with suppress(NotReady):
            if isinstance(victim, Server):
                victim.await_answer()

    def _crash(self) -> None:
        self.crashes.append(time.time())
        self.recovered.append(self.house.restart_database())

    def _revive(self) -> None:
        """What died by itself, for example because its database was away."""
        for process in self.processes:
            if not process.is_alive:
                self.house.mourn(process)
                self.house.revive(process)
