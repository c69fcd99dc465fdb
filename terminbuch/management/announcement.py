from __future__ import annotations

import socket
import time
from threading import Thread


def announce(host: str, port: int, address: str) -> None:
    """Prints the address to open as soon as something answers there."""
    Thread(target=_announce, args=(host, port, address), daemon=True).start()


def _announce(host: str, port: int, address: str) -> None:
    while not _answers(host, port):
        time.sleep(0.1)
    print(f"Terminbuch: {address}/", flush=True)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=5) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False
