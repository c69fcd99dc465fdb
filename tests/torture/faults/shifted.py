"""The program under a clock that is wrong by ``CLOCK_SHIFT`` seconds; ``application`` are its pages.

There is one clock in the product, Django's, and one below it that signs what runs out. Both are wrong here,
the database's is not: it may stand on another machine.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from typing import Any

SECONDS = float(os.environ.get("CLOCK_SHIFT", "0"))


def shift() -> None:
    from django.utils import timezone  # noqa: PLC0415  # after the settings have their name

    right, right_now = time.time, timezone.now

    def wrong() -> float:
        return right() + SECONDS

    def wrong_now() -> datetime:
        return right_now() + timedelta(seconds=SECONDS)

    vars(time)["time"], vars(timezone)["now"] = wrong, wrong_now


def application(*asked: Any) -> Any:
    """Loaded with the first question, after the clock was shifted."""
    from terminbuch.config.wsgi import application as pages  # noqa: PLC0415

    return pages(*asked)


shift()

if __name__ == "__main__":
    from terminbuch import cli

    sys.exit(cli.main())
