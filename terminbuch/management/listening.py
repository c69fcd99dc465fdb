"""The sockets that visitors knock at: one for each web process, so that the kernel spreads them evenly.

They are opened once and outlive whoever answers: while one web process takes over from another, and while the
first one starts, visitors wait in a queue instead of being turned away. One that systemd has opened even
outlives a restart of everything; it is then the only one, and all web processes share it.
"""

from __future__ import annotations

import socket
import sys
from argparse import Namespace

QUEUE = 1024


def opened(options: Namespace) -> list[socket.socket]:
    """Those that were handed over, else new ones; none, said in one line, where nobody can listen there."""
    if options.listening:
        return [_at_once(socket.socket(fileno=number)) for number in options.listening]
    try:
        # Those that share a port would share it with a second server, too: without a word.
        _open(options, shares=False).close()
        return [_at_once(_open(options, shares=True)) for _ in range(options.processes)]
    except OSError as error:
        address = f"{options.host}:{options.port}"
        why = f"cannot listen on {address}, {str(error.strerror).partition(' (while')[0]}"
        print(f"terminbuch: TERMINBUCH_HOST and TERMINBUCH_PORT: {why}", file=sys.stderr)
        return []


def _open(options: Namespace, *, shares: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    address = (options.host, options.port)
    return socket.create_server(address, family=family, backlog=QUEUE, reuse_port=shares)


def _at_once(listening: socket.socket) -> socket.socket:
    """Answers leave at once, for what is accepted here inherits it.

    Else the body waits until the visitor's machine has acknowledged the headers, which takes 40 ms.
    """
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening
