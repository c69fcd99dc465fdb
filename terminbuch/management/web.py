"""``terminbuch web``: the pages, by granian. Django is loaded in granian's own processes only.

SIGHUP puts new processes in the place of the old ones, one after the other.
"""

from __future__ import annotations

import multiprocessing
import socket
import sys
from argparse import Namespace
from functools import partial

from . import listening
from .loading import load
from .rolling import Server
from .tether import tie_to_supervisor


def main(options: Namespace) -> int:
    """Until SIGTERM; requests under way are answered first."""
    try:
        at = _socket(options)
    except OSError as error:
        print(f"terminbuch: {listening.why_not(options.host, options.port, error)}", file=sys.stderr)
        return 2
    # A forked process inherits granian's signal handlers and misses a SIGTERM that comes while it starts.
    multiprocessing.set_start_method("spawn")
    is_prepared = multiprocessing.Event()
    if options.tethered:
        tie_to_supervisor(when_told_to_go=is_prepared.set)
    else:
        is_prepared.set()
    server = Server(at, processes=options.processes, threads=options.threads)
    server.serve(target_loader=partial(load, is_prepared), wrap_loader=False)
    return 0


def _socket(options: Namespace) -> socket.socket:
    if options.listening is None:
        return listening.opened(options.host, options.port)
    return socket.socket(fileno=options.listening)
