from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ..busy import TooMuch

A_SERIES = 0.5
IN_ALL = 1.5


class _TooLong(ValueError):
    """A series is broken off; it is reported and hides no other."""


class Patience:
    """Breaks off a series after so many seconds of computing, and everything when many are of that sort.

    Main thread only: it uses the process's one clock for its own computing time.
    """

    def __init__(self, a_series: float = A_SERIES, in_all: float = IN_ALL) -> None:
        self._a_series, self._left = a_series, in_all
        signal.signal(signal.SIGVTALRM, _ring)

    @contextmanager
    def __call__(self) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_VIRTUAL, self._a_series)
        try:
            yield
        except _TooLong:
            self._left -= self._a_series
            if self._left <= 0:
                raise TooMuch("It has more series than we have patience for.") from None
            raise ValueError("it takes too long to compute") from None
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _TooLong
