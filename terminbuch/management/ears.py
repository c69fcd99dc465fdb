from __future__ import annotations

import signal
from queue import Empty, SimpleQueue
from types import FrameType


class Ears:
    """Signals, heard between two steps instead of in the middle of one.

    A ``SimpleQueue``, because a handler may fill it while the same thread reads it; the lock inside an
    ``Event`` would wait for itself.
    """

    def __init__(self, *numbers: signal.Signals) -> None:
        self._heard: SimpleQueue[signal.Signals] = SimpleQueue()
        for number in numbers:
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._heard.put(signal.Signals(number))

    def wait(self, seconds: float | None) -> signal.Signals | None:
        """The next signal, at most ``seconds`` from now (None: for ever); None when there was none."""
        try:
            return self._heard.get(timeout=None if seconds is None else max(seconds, 0.0))
        except Empty:
            return None
