"""``terminbuch run``: a web server and a worker, started again when they die, stopped gracefully together."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from argparse import Namespace

from . import announcement, foreign_page
from .child import Child
from .ears import Ears

STOP = {signal.SIGTERM, signal.SIGINT}
PATIENCE = 60.0
# What starts us often hands a signal on that we have got ourselves: that is no second one.
ECHO = 1.0
log = logging.getLogger("terminbuch.run")


def main(options: Namespace) -> int:
    """Runs until SIGTERM or SIGINT; then the children may finish, until 60 s are over or a second signal."""
    logging.basicConfig(format="{asctime} {levelname} {name} {message}", style="{", level=logging.INFO)
    if trouble := _why_not(options.host, options.port):
        print(f"terminbuch: {trouble}", file=sys.stderr)
        return 2
    ears = Ears(signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
    environment = _environment(options)
    status = _prepare(Child("prepare", environment=environment), ears)
    if status != 0:
        return status
    children = [
        Child("web", *_listening(options), "--tethered", environment=environment),
        Child("worker", "--tethered", environment=environment),
    ]
    announcement.announce(options.host, options.port, environment["TERMINBUCH_URL"])
    if options.demo:
        foreign_page.serve(options.port + 1, environment["TERMINBUCH_URL"])
    _keep_alive(children, ears)
    return _stop(children, ears)


def _why_not(host: str, port: int) -> str:
    """Why nobody can listen there; empty when one can. A second server would silently share the port."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return ""
    except OSError as error:
        why = str(error.strerror).partition(" (while")[0]
        return f"TERMINBUCH_HOST and TERMINBUCH_PORT: cannot listen on {host}:{port}, {why}"


def _environment(options: Namespace) -> dict[str, str]:
    demo = {"TERMINBUCH_DEMO": "yes"} if options.demo else {}
    threads = {"TERMINBUCH_THREADS": str(options.threads)}
    return {"TERMINBUCH_URL": f"http://localhost:{options.port}", **os.environ, **threads, **demo}


def _listening(options: Namespace) -> list[str]:
    names = ("host", "port", "processes", "threads")
    return [word for name in names for word in (f"--{name}", str(getattr(options, name)))]


def _prepare(preparing: Child, ears: Ears) -> int:
    """The exit status of the first step; a signal ends it at once, for it can be taken up again."""
    while preparing.status is None:
        if ears.wait(None) in STOP:
            preparing.kill()
            return 1
    return max(preparing.status, 0) or int(preparing.status != 0)


def _keep_alive(children: list[Child], ears: Ears) -> None:
    pause: float | None = None
    while ears.wait(pause) not in STOP:
        pauses = [pause for child in children if (pause := child.look_after()) is not None]
        pause = min(pauses, default=None)


def _stop(children: list[Child], ears: Ears) -> int:
    asked = time.monotonic()
    for child in children:
        child.ask_to_stop()
    while any(child.status is None for child in children):
        heard = ears.wait(asked + PATIENCE - time.monotonic())
        if heard is None or (heard in STOP and time.monotonic() > asked + ECHO):
            log.warning("not everything could be finished in time")
            for child in children:
                child.kill()
            return 1
    return 0
