"""One event loop a process, on a thread of its own: whatever hangs there, who waits goes on in time."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock, Thread
from typing import Any

from terminbuch.calendars.troubles import Unreachable

THREADS = 32  # for what blocks beside the loop, such as reading a calendar's text

_starting = Lock()
# By process: a child has its parent's loop, but not the thread that runs it.
_loops: dict[int, asyncio.AbstractEventLoop] = {}


def wait[T](coroutine: Coroutine[Any, Any, T], *, seconds: float) -> T:
    """What it returns or raises; Unreachable after so many seconds of the clock on the wall.

    What was late is cancelled. Not to be called on the loop itself.
    """
    future = asyncio.run_coroutine_threadsafe(coroutine, _loop())
    try:
        return future.result(seconds)
    except TimeoutError:
        raise _late(future) from None


def _late[T](future: Future[T]) -> BaseException:
    """A time-out of the waiting, or else of the coroutine, which is the same to who waits."""
    future.cancel()
    return Unreachable("no answer in time")


def _loop() -> asyncio.AbstractEventLoop:
    with _starting:
        if os.getpid() not in _loops:
            _loops[os.getpid()] = _started()
        return _loops[os.getpid()]


def _started() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="beside-outbound"))
    Thread(target=loop.run_forever, name="outbound", daemon=True).start()
    return loop


def _start_afresh() -> None:
    """Who held the lock stayed behind with the parent."""
    global _starting  # noqa: PLW0603
    _starting = Lock()


os.register_at_fork(after_in_child=_start_afresh)
