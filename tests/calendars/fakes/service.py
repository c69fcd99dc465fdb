"""A web service on a free port of the loopback, with switches for everything that goes wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

LOG_IN_PAGE = b"<!doctype html><title>Sign in</title><form></form>"

type Json = dict[str, Any]


@dataclass(frozen=True)
class Question:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Json:
        told: Json = json.loads(self.body)
        return told

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass(frozen=True)
class Reply:
    status: int = 200
    body: Json | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def raw(self) -> bytes:
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class Fault:
    """What goes wrong, with which questions, and how often still."""

    name: str
    concerns: Callable[[Question], bool]
    times: int


class Service:
    """A fake: it answers, and remembers what it was asked."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.asked: list[Question] = []
        self.url = ""
        self.wait_seconds = 30
        """What is said to whoever asks too often."""
        self.freed = Event()

    def answer(self, question: Question) -> Reply:
        raise LookupError(question.path)

    def refusal(self, name: str) -> Reply:
        """How this service words an error: "401", "403_rate" …"""
        raise LookupError(name)

    def fault(self, name: str, *, on: str = "", times: int = 1) -> None:
        """From now on, ``times`` questions whose method and path contain ``on`` go wrong."""
        self.faults.append(Fault(name, lambda question: on in f"{question.method} {question.path}", times))

    def reply(self, question: Question) -> Reply:
        self.asked.append(question)
        fault = self._struck(question)
        match fault:
            case "":
                return self.answer(question)
            case "log_in_page":
                return Reply(200, LOG_IN_PAGE, {"Content-Type": "text/html"})
            case "empty":
                return Reply(200)  # of something between us that has asked nobody
            case "lost_answer" | "cut_off" | "drip" | "hang":
                told = self.answer(question)  # the other side has done it
                return Reply(told.status, told.raw, told.headers, fault)
        return self.refusal(fault)

    def _struck(self, question: Question) -> str:
        for fault in self.faults:
            if fault.times > 0 and fault.concerns(question):
                fault.times -= 1
                return fault.name
        return ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body leave apart, and would wait for each other
    service: Service

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        question = Question(
            self.command, parts.path, dict(parse_qsl(parts.query)),
            {name.lower(): value for name, value in self.headers.items()}, self.rfile.read(length),
        )  # fmt: skip
        self._send(self.service.reply(question))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815  # the library's names

    def _send(self, reply: Reply) -> None:
        if reply.fault == "lost_answer":
            return self._break_off()
        if reply.fault == "hang":
            self.service.freed.wait()
            return self._break_off()
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.raw)))
        self.end_headers()
        self._write(reply)
        return None

    def _write(self, reply: Reply) -> None:
        match reply.fault:
            case "cut_off":
                self.wfile.write(reply.raw[: len(reply.raw) // 2])
                self._break_off()
            case "drip":
                self._drip(reply.raw)
            case _:
                self.wfile.write(reply.raw)

    def _drip(self, raw: bytes) -> None:
        """One byte, and then nothing for as long as somebody waits."""
        self.wfile.write(raw[:1])
        self.wfile.flush()
        self.service.freed.wait()
        self._break_off()

    def _break_off(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""


@contextmanager
def served[S: Service](service: S) -> Iterator[S]:
    handler = type("Handler", (_Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.freed.set()
        server.shutdown()
        server.server_close()
        thread.join()
