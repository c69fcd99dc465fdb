"""``terminbuch web``: the pages, by granian. Django is loaded in granian's own processes only."""

from __future__ import annotations

from argparse import Namespace

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from .tether import tie_to_supervisor

SECONDS_TO_FINISH = 20


def main(options: Namespace) -> int:
    if options.tethered:
        tie_to_supervisor()
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
        workers_kill_timeout=SECONDS_TO_FINISH,
    ).serve()
    return 0
