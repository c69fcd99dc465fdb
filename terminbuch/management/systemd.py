"""What systemd is told, where it is the one that started us."""

from __future__ import annotations

import socket
from contextlib import suppress

from terminbuch.config import server


def say(state: str) -> None:
    """See sd_notify(3). Without somebody who listens nothing happens."""
    address = server.notified()
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # An address in the abstract namespace is written with an @.
        line.connect(address.replace("@", "\0", 1) if address.startswith("@") else address)
        line.sendall(state.encode())
