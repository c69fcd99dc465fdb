"""A mail server that keeps what it is sent, and fails now and then as mail servers do."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.live import LOOPBACK, free_port


@dataclass(frozen=True)
class Faults:
    """Shares of mails, each from 0 to 1: refused for now; cut off before, and after, the mail was taken."""

    refuse: float = 0.0
    drop_before: float = 0.0
    drop_after: float = 0.0


NO_FAULTS = Faults()
FAULTS = Faults(0.03, 0.03, 0.03)


@dataclass(frozen=True)
class Received:
    """One mail as it came over the wire; ``at`` in seconds since 1970."""

    at: float
    recipient: str
    raw: bytes

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def message_id(self) -> str:
        """Without angle brackets."""
        return str(self.message["Message-ID"]).strip().strip("<>")


@dataclass(eq=False)
class Sink:
    """``faults`` may be changed at any time. What it did is counted in ``done``."""

    luck: random.Random
    faults: Faults = NO_FAULTS
    taken: list[Received] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("refuse", "before", "after"), 0))
    port: int = field(default_factory=free_port)
    _controller: Controller | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        self._controller = Controller(self, hostname=LOOPBACK, port=self.port)
        self._controller.start()

    def stop(self) -> None:
        """Nobody listens any more; what was taken stays readable."""
        if self._controller is not None:
            self._controller.stop(no_assert=True)
            self._controller = None

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        with self._lock:
            drawn, faults = self.luck.random(), self.faults
        if drawn < faults.refuse:
            return self._did("refuse", "451 not now")
        if drawn < faults.refuse + faults.drop_before:
            return await self._cut_off(server, "before")
        raw = bytes(envelope.original_content or b"")
        self.taken.append(Received(time.time(), str(envelope.rcpt_tos[0]), raw))
        if drawn < faults.refuse + faults.drop_before + faults.drop_after:
            return await self._cut_off(server, "after")
        return "250 taken"

    def _did(self, what: str, answer: str) -> str:
        self.done[what] += 1
        return answer

    async def _cut_off(self, server: SMTP, when: str) -> str:
        self.done[when] += 1
        if isinstance(server.transport, asyncio.WriteTransport):
            server.transport.abort()
        await asyncio.sleep(3600)  # ended by the library, for whom the connection has gone
        return ""
