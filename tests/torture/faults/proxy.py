"""A stretch of bad network: a TCP proxy that delays, resets and swallows, as it is told."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from tests.live import LOOPBACK

CHUNK = 65536
RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Weather:
    """``latency`` in seconds for each portion and way; ``reset_after`` so many bytes that came back in this
    weather, a connection is reset; ``silent``: nothing arrives any more, and nothing is closed.
    """

    latency: float = 0.0
    reset_after: int | None = None
    silent: bool = False


CALM = Weather()


@dataclass(eq=False)
class Proxy:
    """In front of a port of this machine. ``opened`` counts connections, ``cut`` those that were reset."""

    target: int
    weather: Weather = CALM
    opened: int = 0
    cut: int = 0
    port: int = 0
    _ears: socket.socket | None = None
    _pairs: set[Pair] = field(default_factory=set)

    def start(self) -> None:
        self._ears = socket.create_server((LOOPBACK, 0), backlog=100)
        self.port = self._ears.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def change(self, weather: Weather) -> None:
        """When silence ends, what was open in it is reset: its bytes are gone, as after a cut cable."""
        was, self.weather = self.weather, weather
        for pair in list(self._pairs):
            pair.came_back = 0
        if was.silent and not weather.silent:
            self.hang_up()

    def hang_up(self) -> None:
        for pair in list(self._pairs):
            pair.reset()

    def stop(self) -> None:
        if self._ears is not None:
            self._ears.close()
        self.hang_up()

    def _listen(self) -> None:
        assert self._ears is not None
        while True:
            try:
                client, _ = self._ears.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        self.opened += 1
        try:
            server = socket.create_connection((LOOPBACK, self.target))
        except OSError:
            _reset(client)
            return
        pair = Pair(self, client, server)
        self._pairs.add(pair)
        pair.carry()
        self._pairs.discard(pair)


@dataclass(eq=False)
class Pair:
    proxy: Proxy
    client: socket.socket
    server: socket.socket
    came_back: int = 0

    def carry(self) -> None:
        """Until one side has nothing more to say."""
        for each in (self.client, self.server):
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        there = threading.Thread(target=self._there, daemon=True)
        there.start()
        self._back()
        there.join()
        self.client.close()
        self.server.close()

    def _there(self) -> None:
        with suppress(OSError):
            for portion in self._portions(self.client):
                self.server.sendall(portion)
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_WR)

    def _back(self) -> None:
        with suppress(OSError):
            for portion in self._portions(self.server):
                self.client.sendall(portion)
                self.came_back += len(portion)
                limit = self.proxy.weather.reset_after
                if limit is not None and self.came_back >= limit:
                    self.proxy.cut += 1
                    self.reset()
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_WR)

    def _portions(self, source: socket.socket) -> Iterator[bytes]:
        while portion := source.recv(CHUNK):
            if self.proxy.weather.latency:
                time.sleep(self.proxy.weather.latency)
            if not self.proxy.weather.silent:
                yield portion

    def reset(self) -> None:
        for each in (self.client, self.server):
            _reset(each)


def _reset(connection: socket.socket) -> None:
    """Not closed politely: whoever reads there gets ECONNRESET."""
    with suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    proxy = Proxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
