"""A web process that is to go lets nobody in any more, and hears out whoever has come in already.

Told to end, the web server closes connections on which nothing was said yet: whoever had just been let in
would be turned away. So first its doors are exchanged for one that nobody knocks at. Visitors go on waiting
in the queue of the real ones, which belong to the supervisor, until another process lets them in.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

LET_NOBODY_IN = signal.SIGUSR1
A_MOMENT = 0.3
"""Seconds, in which whoever was let in says what they want."""


def can_leave() -> None:
    """Called in a web process before its doors are opened."""
    signal.signal(LET_NOBODY_IN, lambda _number, _frame: _close_the_doors())


def lead_out(numbers: Iterable[int | None]) -> None:
    """Tell these processes; afterwards they may be ended."""
    for number in numbers:
        with suppress(ProcessLookupError):
            if number is not None:
                os.kill(number, LET_NOBODY_IN)
    time.sleep(A_MOMENT)


def _close_the_doors() -> None:
    nobodys = socket.socket(socket.AF_UNIX)
    nobodys.bind("")  # a name that the kernel makes up, and nobody knows
    nobodys.listen()
    nobodys.setblocking(False)
    for number in _doors():
        os.dup2(nobodys.fileno(), number, inheritable=False)


def _doors() -> Iterator[int]:
    """Whatever this process listens on, by the numbers of its open files."""
    for entry in [*Path("/proc/self/fd").iterdir()]:
        with suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as own:
            listens = own.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
            if listens and own.family in {socket.AF_INET, socket.AF_INET6}:
                yield int(entry.name)
