from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ..busy import TooMuch

A_SERIES = 0.3
IN_ALL = 1.5


class _TooLong(ValueError):
    """A series is broken off; it is reported and hides no other."""


class Patience:
    """Breaks off a series after so many seconds of computing, and everything when many are of that sort.

    Main thread only: it uses the process's one clock for its own computing time.
    """

    def __init__(self) -> None:
        self._left = IN_ALL
        signal.signal(signal.SIGVTALRM, _ring)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_VIRTUAL, A_SERIES)
        try:
            yield
        except _TooLong:
            self._left -= A_SERIES
            if self._left <= 0:
                raise TooMuch("It has more series than we have patience for.") from None
            raise ValueError("it takes too long to compute") from None
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooLong
