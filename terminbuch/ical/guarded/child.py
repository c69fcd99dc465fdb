"""The process that reads, its standard input being a socket. It ends when it is not asked for a while.

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
from contextlib import suppress

from ..busy import NothingReadable, TooMuch, understood, understood_feed
from . import messages
from .patience import Patience
from .wire import Wire

# Who asks has a deadline of his own and ends us by it.
LONG = 3600.0


def main(warm_seconds: float, most_memory: int) -> None:
    _limit(most_memory)
    gc.disable()  # between questions is the better time
    wire = Wire(socket.socket(fileno=sys.stdin.fileno()))
    try:
        while True:
            question = wire.receive(time.monotonic() + warm_seconds)
            wire.send(_answer(question), time.monotonic() + LONG)
            del question
            gc.collect()
    except (TimeoutError, EOFError, OSError):
        return  # nobody needs us any more


def _limit(most_memory: int) -> None:
    """Memory for this and nothing else: nothing is written, and nothing remains of a crash."""
    limits = {resource.RLIMIT_AS: most_memory, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    for what, most in limits.items():
        with suppress(ValueError, OSError):  # macOS has no limit of memory
            resource.setrlimit(what, (most, most))
    warnings.simplefilter("ignore")


def _answer(question: bytearray) -> bytes:
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
    main(float(sys.argv[1]), int(sys.argv[2]))
