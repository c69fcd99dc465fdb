"""``terminbuch`` with the worker's pauses in seconds: a mail that failed is tried again while we look.

A lease of eight seconds, tries again after half a second to two. What is done is the same.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta

from terminbuch import cli

LEASE = timedelta(seconds=8)
PAUSES = tuple(timedelta(seconds=seconds) for seconds in (0.5, 0.5, 1, 1, 2, 2))


def hurry() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.torture.settings")
    import django  # noqa: PLC0415  # after the settings have their name

    django.setup()
    from terminbuch.actions import deliveries  # noqa: PLC0415  # models want a loaded Django
    from terminbuch.management import worker  # noqa: PLC0415

    vars(deliveries)["BACKOFF"] = PAUSES
    vars(worker)["LEASE"] = LEASE


if __name__ == "__main__":
    hurry()
    sys.exit(cli.main())
