"""What systemd is told, where it is the one that started us."""

from __future__ import annotations

import socket
from contextlib import suppress


def say(state: str, *, at: str) -> None:
    """See sd_notify(3). Where nobody listens nothing happens."""
    if not at:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        # An address in the abstract namespace is written with an @.
        line.connect(f"\0{at[1:]}" if at.startswith("@") else at)
        line.sendall(state.encode())
