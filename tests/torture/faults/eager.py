"""``terminbuch`` of the hasty, who also reads calendars again after half a second instead of minutes."""

from __future__ import annotations

import sys
from datetime import timedelta

from terminbuch import cli
from tests.torture.builds.hasty import hurry

SOON = timedelta(seconds=0.5)


def be_eager() -> None:
    hurry()
    from terminbuch.actions.outside import probes, reading, writing  # noqa: PLC0415  # models want a loaded Django
    from terminbuch.calendars import syncing  # noqa: PLC0415
    from terminbuch.calendars import writing as writes  # noqa: PLC0415

    vars(reading).update(BY_PUSH=SOON, BY_POLLING=SOON, OF_FEEDS=SOON, BACKOFF=(SOON,), AFTER_REFUSAL=SOON)
    vars(writing)["BACKOFF"] = (SOON,) * 30
    vars(reading)["LATEST"] = vars(probes)["AGAIN"] = SOON
    # Longer than a question may take that nobody answers: nobody else takes it meanwhile.
    vars(syncing).update(LEASE=timedelta(seconds=12), SECONDS=5.0)
    vars(writes).update(LEASE=timedelta(seconds=12), SECONDS=5.0)


if __name__ == "__main__":
    be_eager()
    sys.exit(cli.main())
