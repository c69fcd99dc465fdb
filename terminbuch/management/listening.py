"""The socket that visitors knock at.

It is opened once and outlives whoever answers: while one web process takes over from another, and while the
first one starts, visitors wait in its queue instead of being turned away. One that systemd has opened even
outlives a restart of everything.
"""

from __future__ import annotations

import socket

from terminbuch.config import server

QUEUE = 1024


def opened(host: str, port: int) -> socket.socket:
    """The one that systemd hands over, else a new one. Raises OSError where nobody can listen there."""
    handed_over = server.handed_over()
    if handed_over is not None:
        return socket.socket(fileno=handed_over)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=QUEUE)


def why_not(host: str, port: int, error: OSError) -> str:
    why = str(error.strerror).partition(" (while")[0]
    return f"TERMINBUCH_HOST and TERMINBUCH_PORT: cannot listen on {host}:{port}, {why}"
