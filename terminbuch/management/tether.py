from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from threading import Thread

GO = b"go\n"


def tie_to_supervisor(*, when_told_to_go: Callable[[], None] = lambda: None) -> None:
    """This process asks itself to stop when its standard input ends: the supervisor holds the other end.

    So a supervisor that is killed outright leaves nobody behind who still holds the port. ``when_told_to_go``
    is called once the supervisor has said that everything is prepared.
    """
    Thread(target=_listen, args=(sys.stdin.fileno(), when_told_to_go), daemon=True).start()


def _listen(pipe: int, go: Callable[[], None]) -> None:
    while os.read(pipe, len(GO)):
        go()
    os.kill(os.getpid(), signal.SIGTERM)
