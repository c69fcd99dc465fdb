from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress

from .tether import GO

log = logging.getLogger("terminbuch.run")

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LIVED_WELL = 60.0


class Child:
    """A process that is started again when it ends. It leads a group of its own, so Ctrl-C reaches only us.

    The pause before a new start doubles with every death, from half a second to half a minute, and is short
    again after a minute of life. All in seconds.
    """

    def __init__(
        self,
        *words: str,
        environment: Mapping[str, str],
        renewed_by: signal.Signals = signal.SIGTERM,
        inherits: tuple[int, ...] = (),
    ) -> None:
        """``inherits``: the numbers of open files. ``renewed_by``: what makes it load its code anew."""
        self.name = words[0]
        self._command = [sys.executable, "-m", "terminbuch", *words]
        self._environment = environment
        self._renewed_by = renewed_by
        self._inherits = inherits
        self._may_go = False
        self._pause = FIRST_PAUSE
        self._due: float | None = None
        self.start()

    def start(self) -> None:
        self._due = None
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            env=self._environment,
            pass_fds=self._inherits,
            start_new_session=True,
        )
        assert self._process.stdin is not None  # noqa: S101  # it was just asked for
        self._tether = self._process.stdin.fileno()
        if self._may_go:
            self.let_go()

    @property
    def status(self) -> int | None:
        """The exit status, None while it lives."""
        return self._process.poll()

    def look_after(self) -> float | None:
        """Starts it again where that is due; else the seconds until it will be, None while it lives."""
        if self.status is None:
            return None
        if self._due is None:
            self._bury()
        if self._due is not None and self._due <= time.monotonic():
            self.start()
            return None
        return (self._due or 0.0) - time.monotonic()

    def _bury(self) -> None:
        self.kill()
        lived = time.monotonic() - self._started
        self._pause = FIRST_PAUSE if lived >= LIVED_WELL else min(self._pause, LONGEST_PAUSE)
        log.warning("%s ended with status %s and starts again in %s s", self.name, self.status, self._pause)
        self._due = time.monotonic() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def let_go(self) -> None:
        """Everything is prepared: from now on it may answer, also after a new start."""
        self._may_go = True
        with suppress(BrokenPipeError):  # it has just died, and that is seen elsewhere
            os.write(self._tether, GO)

    def renew(self) -> None:
        """It loads its code anew; what it has begun is finished."""
        if self.status is None:
            self._process.send_signal(self._renewed_by)

    def ask_to_stop(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        """Ends it and what it started at once: its own workers outlive it and would keep the port."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
