"""SMTP servers on the loopback: one that takes mails, and one that says line by line what it is told to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

LOOPBACK = "127.0.0.1"
MAILER = "terminbuch.mail.smtp.SmtpBackend"


@dataclass
class Taking:
    """Keeps what it is sent. Addresses in ``refused`` are answered so, at RCPT."""

    refused: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 taken"
    taken: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 welcome"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.after_data.startswith("2"):
            self.taken.append(envelope)
        return self.after_data


@contextmanager
def smtp_server(handler: Taking) -> Iterator[int]:
    """A real SMTP server on a free port, which is the value."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname=LOOPBACK, port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


HANG = "hang"
DROP = "drop"


@contextmanager
def scripted_server(*answers: str) -> Iterator[int]:
    """Greets with the first answer, then answers each command with the next; the mail itself is one command.

    HANG answers nothing until the client gives up, DROP closes the connection.
    """
    listener = socket.create_server((LOOPBACK, 0))
    thread = threading.Thread(target=_play, args=(listener, answers), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        thread.join(timeout=10)
        listener.close()


def _play(listener: socket.socket, answers: tuple[str, ...]) -> None:
    connection, _address = listener.accept()
    with connection, connection.makefile("rb") as lines:
        in_mail = False
        for answer in answers:
            if answer == DROP:
                return
            if answer == HANG:
                lines.read()
                return
            connection.sendall(answer.encode() + b"\r\n")
            in_mail = answer.startswith("354")
            while (line := lines.readline()) and in_mail and line != b".\r\n":
                pass


def mailers(port: int, **options: Any) -> dict[str, Any]:
    """Settings for a mailer that sends there."""
    values = {"host": LOOPBACK, "port": port, "timeout": 10}
    return {"default": {"BACKEND": MAILER, "OPTIONS": values | options}}
