"""The processes that read, kept warm: starting one takes a third of a second."""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from ..busy import TooMuch
from .wire import Wire

MOST_AT_ONCE = 2
WARM_SECONDS = 60.0
MOST_MEMORY = 400 * 1024 * 1024
ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-P", "-m", "terminbuch.ical.guarded.child"]


class Child:
    """One process. It ends by itself when nobody asks for a while, and when we end."""

    def __init__(self, warm_seconds: float, most_memory: int) -> None:
        ours, theirs = socket.socketpair()
        self._wire = Wire(ours)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [*COMMAND, str(warm_seconds), str(most_memory)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": str(ROOT)},
                start_new_session=True,
            )

    @property
    def is_there(self) -> bool:
        return self._process.poll() is None

    def answer(self, question: bytes, deadline: float) -> bytearray:
        self._wire.send(question, deadline)
        return self._wire.receive(deadline)

    def end(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        self._wire.close()


class Children:
    """At most two at work: whoever comes third waits for one, within his own seconds."""

    def __init__(self, *, warm_seconds: float = WARM_SECONDS, most_memory: int = MOST_MEMORY) -> None:
        self._how = (warm_seconds, most_memory)
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._idle: list[Child] = []
        self._lock = threading.Lock()

    def answer(self, question: bytes, deadline: float) -> bytearray:
        if not self._places.acquire(timeout=max(deadline - time.monotonic(), 0)):
            raise TooMuch("Too much else is being read.")
        try:
            return self._answered(question, deadline)
        finally:
            self._places.release()

    def _answered(self, question: bytes, deadline: float) -> bytearray:
        if child := self._warm():
            with suppress(EOFError, ConnectionError):  # it may have ended in this moment
                return self._asked(child, question, deadline)
        try:
            return self._asked(Child(*self._how), question, deadline)
        except (EOFError, ConnectionError):
            raise TooMuch("It needs more than we give it.") from None

    def _asked(self, child: Child, question: bytes, deadline: float) -> bytearray:
        try:
            answer = child.answer(question, deadline)
        except TimeoutError:
            child.end()
            raise TooMuch("It takes more time than we give it.") from None
        except BaseException:
            child.end()
            raise
        self._keep(child)
        return answer

    def _warm(self) -> Child | None:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.is_there:
                    return child
                child.end()
        return None

    def _keep(self, child: Child) -> None:
        with self._lock:
            self._idle.append(child)

    def end(self) -> None:
        while child := self._warm():
            child.end()


_children = Children()


def answer(question: bytes, *, seconds: float) -> bytearray:
    """What a child says to it. Raises TooMuch, also when the child did not survive the question."""
    return _children.answer(question, time.monotonic() + seconds)


def _forget() -> None:
    """In a forked process: the children are our parent's, and so are the sockets to them."""
    global _children  # noqa: PLW0603  # a process has one
    _children = Children()


def _end() -> None:
    _children.end()


os.register_at_fork(after_in_child=_forget)
atexit.register(_end)
