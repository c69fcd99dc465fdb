"""The socket that visitors knock at.

It is opened once and outlives whoever answers: while one web process takes over from another, and while the
first one starts, visitors wait in its queue instead of being turned away. One that systemd has opened even
outlives a restart of everything.
"""

from __future__ import annotations

import socket
import sys
from argparse import Namespace

QUEUE = 1024


def opened(options: Namespace) -> socket.socket | None:
    """The one that was handed over, else a new one; None, said in one line, where nobody can listen there."""
    if options.listening is not None:
        return socket.socket(fileno=options.listening)
    host, port = options.host, options.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=QUEUE)
    except OSError as error:
        why = f"cannot listen on {host}:{port}, {str(error.strerror).partition(' (while')[0]}"
        print(f"terminbuch: TERMINBUCH_HOST and TERMINBUCH_PORT: {why}", file=sys.stderr)
        return None
