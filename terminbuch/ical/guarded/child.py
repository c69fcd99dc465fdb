"""The process that reads: ``python -m terminbuch.ical.guarded.child``, its standard input being a socket.

It loads no Django and knows no secret: it gets a text and gives spans.
"""

from __future__ import annotations

import gc
import json
import resource
import socket
import sys
import time
import warnings

from ..busy import NothingReadable, TooMuch, understood, understood_feed
from . import messages
from .patience import Patience
from .wire import Wire

MOST_MEMORY = 400 * 1024 * 1024
WARM_SECONDS = 60.0
# Who asks has a deadline of his own and ends us by it.
LONG = 3600.0


def main() -> None:
    _limit()
    gc.disable()  # between questions is the better time
    wire = Wire(socket.socket(fileno=sys.stdin.fileno()))
    try:
        while True:
            question = wire.receive(time.monotonic() + WARM_SECONDS)
            wire.send(_answer(question), time.monotonic() + LONG)
            del question
            gc.collect()
    except (TimeoutError, EOFError, OSError):
        return  # nobody needs us any more


def _limit() -> None:
    """Memory for this and nothing else: no files, no further process, no remains of a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")


def _answer(question: bytes) -> bytes:
    try:
        return _understood(json.loads(question))
    except (NothingReadable, TooMuch) as refusal:
        return messages.refused(refusal)
    except (MemoryError, RecursionError):
        return messages.refused(TooMuch("It needs more memory than we give it."))


def _understood(question: dict[str, object]) -> bytes:
    asked, patience = messages.asked_in(question), Patience()
    if "feed" in question:
        text = str(question.pop("feed")).encode(messages.BYTES)
        return messages.said(understood_feed(text, asked, patience=patience))
    return messages.said(understood(messages.sources_in(question), asked, patience=patience))


if __name__ == "__main__":
    main()
