"""Where the processes of one machine count together, so that whichever is asked can tell of all.

Each writes a file of its own, mapped into memory; whoever answers ``/metrics`` adds them up.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path


def share() -> None:
    """Before the first counter is made: from then on this process counts into PROMETHEUS_MULTIPROC_DIR."""
    # A twentieth of a second, and the web server's own process, which only tidies up, can do without.
    from prometheus_client import values  # noqa: PLC0415

    values.ValueClass = values.MultiProcessValue(_whoever)  # type: ignore[no-untyped-call]


def forget_the_dead(folder: Path) -> None:
    """The files of processes of this machine that are gone: a web server that begins anew counts anew."""
    for file in folder.glob(f"*_{_machine()}.*.db"):
        with suppress(ValueError, FileNotFoundError):
            if not _lives(int(file.name.split(".")[-2])):
                file.unlink()


def _whoever() -> str:
    """The machine's name too: two containers that share a folder may have processes with the same number."""
    return f"{_machine()}.{os.getpid()}"


def _machine() -> str:
    return socket.gethostname().replace("_", "-")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
