"""Messages over a socket: eight bytes of length, then that many."""

from __future__ import annotations

import socket
import time

LENGTH = 8


class Wire:
    """One end. Each call has until ``deadline``, on the monotonic clock.

    Raises TimeoutError; EOFError and OSError when the other end is gone.
    """

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: bytes, deadline: float) -> None:
        self._wait_until(deadline)
        self._end.sendall(len(message).to_bytes(LENGTH))
        self._wait_until(deadline)
        self._end.sendall(message)

    def receive(self, deadline: float) -> bytearray:
        return self._exactly(int.from_bytes(self._exactly(LENGTH, deadline)), deadline)

    def _exactly(self, length: int, deadline: float) -> bytearray:
        received = bytearray()
        while len(received) < length:
            self._wait_until(deadline)
            piece = self._end.recv(min(length - len(received), 1 << 20))
            if not piece:
                raise EOFError
            received += piece
        return received

    def _wait_until(self, deadline: float) -> None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._end.settimeout(left)

    def close(self) -> None:
        self._end.close()
