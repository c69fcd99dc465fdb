"""``terminbuch web``: the pages, by granian. Django is loaded in granian's own processes only.

SIGHUP puts new processes in the place of the old ones, one after the other.
"""

from __future__ import annotations

import multiprocessing
from argparse import Namespace
from functools import partial

from . import counting, listening
from .loading import load
from .rolling import Server
from .tether import tie_to_supervisor


def main(options: Namespace) -> int:
    """Until SIGTERM; requests under way are answered first."""
    doors = listening.opened(options)
    if not doors:
        return 2
    counting.forget_the_dead(options.counters)
    # A forked process inherits granian's signal handlers and misses a SIGTERM that comes while it starts.
    multiprocessing.set_start_method("spawn")
    is_prepared = multiprocessing.Event()
    if options.tethered:
        tie_to_supervisor(when_told_to_go=is_prepared.set)
    else:
        is_prepared.set()
    server = Server(doors, options)
    server.serve(target_loader=partial(load, is_prepared), wrap_loader=False)
    return 0
