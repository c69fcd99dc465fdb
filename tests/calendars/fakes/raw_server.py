"""An HTTP server on loopback that says exactly the bytes it is told to, also when no server should."""

from __future__ import annotations

import http.client
import socketserver
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socket import SO_LINGER, SOL_SOCKET, socket
from typing import cast


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    turn: int = 1
    """The how-manieth question of its connection it is."""


type Said = bytes | Iterator[bytes] | None
"""Bytes as they go over the wire, in portions or not; None: the connection is reset."""


@dataclass(frozen=True)
class RawServer:
    port: int
    asked: list[Asked] = field(default_factory=list)
    connections: list[int] = field(default_factory=list)
    bugs: list[BaseException] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def drip(self, first: bytes) -> Iterator[bytes]:
        """Byte after byte, until the test is over."""
        yield first
        while not self.over.wait(0.02):
            yield b"x"


def said(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A proper answer; ``x_y`` becomes ``x-y``."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} Said", f"Content-Length: {len(body)}", *lines])
    return f"{head}\r\n\r\n".encode() + body


@contextmanager
def answering(answer: Callable[[Asked], Said], *, host: str = "127.0.0.1") -> Iterator[RawServer]:
    server = _Server((host, 0), _Handler)
    server.answer = answer
    server.raw = RawServer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.raw
    finally:
        server.raw.over.set()
        server.shutdown()
        server.server_close()
    assert server.raw.bugs == []


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 50
    answer: Callable[[Asked], Said]
    raw: RawServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients go away in the middle: that is what is tested. All else is a bug of the fake."""
        if (error := sys.exception()) and not isinstance(error, OSError):
            self.raw.bugs.append(error)


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        server = cast(_Server, self.server)
        server.raw.connections.append(self.client_address[1])
        turn = 0
        while (asked := self._asked(turn := turn + 1)) is not None:
            server.raw.asked.append(asked)
            told = server.answer(asked)
            if told is None:
                return self._reset()
            for part in [told] if isinstance(told, bytes) else told:
                self.wfile.write(part)
            if not isinstance(told, bytes):
                return None
        return None

    def _asked(self, turn: int) -> Asked | None:
        line = self.rfile.readline().decode("ascii").split()
        if len(line) != 3:
            return None
        headers = {name.lower(): value for name, value in http.client.parse_headers(self.rfile).items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        return Asked(line[0], line[1], headers, body, turn)

    def _reset(self) -> None:
        with suppress(OSError):
            cast(socket, self.request).setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
