"""Where the web server listens and how wide it is. Read without Django, for the supervisor stays small."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from . import environment, logs

FIRST_HANDED_OVER = 3
"""The number of the first file that systemd hands over."""


def options(word: str, arguments: list[str]) -> Namespace:
    """What ``run`` and ``web`` are told: by the line, and by the environment where the line is silent."""
    parser = ArgumentParser(prog=f"terminbuch {word}")
    for name, default, meaning in (
        ("--host", environment.text("TERMINBUCH_HOST", "127.0.0.1"), "address to listen on"),
        ("--port", environment.number("TERMINBUCH_PORT", 8000, least=1, most=65535), "port to listen on"),
        ("--processes", processes(), "web processes"),
        ("--threads", threads(), "requests at a time in each process"),
    ):
        parser.add_argument(name, default=default, type=type(default), help=f"{meaning} (%(default)s)")
    parser.add_argument("--demo", action="store_true", help="with a demo business, and mails on a page")
    parser.add_argument("--tethered", action="store_true", help="begin and end as standard input says")
    parser.add_argument(
        "--listening", type=int, nargs="+", default=_handed_over(), help="numbers of open sockets"
    )
    parser.set_defaults(
        logging=logs.configuration(),
        # The socket at which systemd waits to hear that we are there; see sd_notify(3).
        notified=environment.text("NOTIFY_SOCKET"),
        counters=Path(environment.text("TERMINBUCH_DATA", "data")) / "counters",
    )
    return parser.parse_args(arguments)


def processes() -> int:
    return environment.number("TERMINBUCH_PROCESSES", min(2, os.cpu_count() or 1), least=1, most=64)


def threads() -> int:
    """How many requests one web process answers at the same time."""
    return environment.number("TERMINBUCH_THREADS", 4, least=1, most=64)


def _handed_over() -> list[int]:
    """The number of the socket that systemd has opened for us; see sd_listen_fds(3)."""
    is_ours = environment.text("LISTEN_PID") == str(os.getpid()) and environment.text("LISTEN_FDS") == "1"
    return [FIRST_HANDED_OVER] if is_ours else []
