from __future__ import annotations

import os
import signal
import sys
from threading import Thread


def tie_to_supervisor() -> None:
    """This process asks itself to stop when its standard input ends: the supervisor holds the other end.

    So a supervisor that is killed outright leaves nobody behind who still holds the port.
    """
    Thread(target=_wait_for_the_end, args=(sys.stdin.fileno(),), daemon=True).start()


def _wait_for_the_end(pipe: int) -> None:
    while os.read(pipe, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
