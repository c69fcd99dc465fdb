"""``terminbuch web``: the pages, by granian. Django is loaded in granian's own processes only."""

from __future__ import annotations

import multiprocessing
from argparse import Namespace

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from .tether import tie_to_supervisor


def main(options: Namespace) -> int:
    """Until SIGTERM; requests under way are answered first."""
    if options.tethered:
        tie_to_supervisor()
    # A forked process inherits granian's signal handlers and misses a SIGTERM that comes while it starts.
    multiprocessing.set_start_method("spawn")
    Granian(
        "terminbuch.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        workers=options.processes,
        blocking_threads=options.threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
    return 0
