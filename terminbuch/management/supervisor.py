"""``terminbuch run``: a web server and a worker, started again when they die, stopped gracefully together.

SIGHUP renews: the preparation again, then new web processes and a new worker in the place of the old ones.
"""

from __future__ import annotations

import logging.config
import os
import signal
import socket
import sys
import time
from argparse import Namespace

from . import announcement, foreign_page, listening
from .child import Child
from .ears import Ears
from .family import Family

STOP = {signal.SIGTERM, signal.SIGINT}
PATIENCE = 60.0
# What starts us often hands a signal on that we have got ourselves: that is no second one.
ECHO = 1.0
log = logging.getLogger("terminbuch.run")


def main(options: Namespace) -> int:
    """Runs until SIGTERM or SIGINT; then the children may finish, until 60 s are over or a second signal."""
    logging.config.dictConfig(options.logging)
    doors = listening.opened(options)
    if not doors:
        return 2
    ears = Ears(signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD)
    environment = _environment(options)
    web = _web(options, doors, environment)
    if status := _prepare(Child("prepare", environment=environment), ears):
        web.kill()
        return status
    web.let_go()
    family = Family(web, Child("worker", "--tethered", environment=environment), environment=environment)
    announcement.announce(doors[0], environment["TERMINBUCH_URL"], notified=options.notified)
    if options.demo:
        foreign_page.serve(options.port + 1, environment["TERMINBUCH_URL"])
    _keep_alive(family, ears)
    for door in doors:
        door.close()
    return _stop(family, ears)


def _environment(options: Namespace) -> dict[str, str]:
    demo = {"TERMINBUCH_DEMO": "yes"} if options.demo else {}
    threads = {"TERMINBUCH_THREADS": str(options.threads)}
    return {"TERMINBUCH_URL": f"http://localhost:{options.port}", **os.environ, **threads, **demo}


def _web(options: Namespace, doors: list[socket.socket], environment: dict[str, str]) -> Child:
    """It loads its code while the tables are looked at, and answers nobody before it is told to go."""
    wide = {name: str(getattr(options, name)) for name in ("host", "port", "processes", "threads")}
    words = [word for name, value in wide.items() for word in (f"--{name}", value)]
    numbers = tuple(door.fileno() for door in doors)
    return Child(
        *("web", *words, "--listening", *map(str, numbers), "--tethered"),
        environment=environment, renewed_by=signal.SIGHUP, inherits=numbers,
    )  # fmt: skip


def _prepare(preparing: Child, ears: Ears) -> int:
    """The exit status of the first step; a signal ends it at once, for it can be taken up again."""
    while preparing.status is None:
        if ears.wait(None) in STOP:
            preparing.kill()
            return 1
    return max(preparing.status, 0) or int(preparing.status != 0)


def _keep_alive(family: Family, ears: Ears) -> None:
    while (heard := ears.wait(family.look_after())) not in STOP:
        if heard == signal.SIGHUP and _is_a_terminal():
            return  # it was closed, and nobody would know any more how to end us
        if heard == signal.SIGHUP:
            family.prepare_to_renew()


def _is_a_terminal() -> bool:
    """Whether somebody started us by hand."""
    return sys.stdin is not None and sys.stdin.isatty()


def _stop(family: Family, ears: Ears) -> int:
    asked = time.monotonic()
    family.ask_to_stop()
    while family.living:
        heard = ears.wait(asked + PATIENCE - time.monotonic())
        if heard is None or (heard in STOP and time.monotonic() > asked + ECHO):
            log.warning("not finished in time: %s", ", ".join(family.living))
            family.kill()
            return 1
    return 0
