from __future__ import annotations

import socket
import time
from threading import Thread

from . import systemd


def announce(at: socket.socket, address: str, *, notified: str) -> None:
    """Prints the address to open as soon as something answers there, and tells systemd."""
    Thread(target=_announce, args=(at.getsockname()[:2], address, notified), daemon=True).start()


def _announce(door: tuple[str, int], address: str, notified: str) -> None:
    while not _answers(door):
        time.sleep(0.1)
    print(f"Terminbuch: {address}/", flush=True)
    systemd.say("READY=1", at=notified)


def _answers(door: tuple[str, int]) -> bool:
    """The connection stands at once; the answer comes as soon as somebody takes it from the queue."""
    try:
        with socket.create_connection(door, timeout=60) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False
