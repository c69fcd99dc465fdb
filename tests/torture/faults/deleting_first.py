"""A build that forgets what it knows of a calendar before it reads it again. T10 must notice."""

from __future__ import annotations

import sys
from typing import Any

from terminbuch import cli
from tests.torture.faults.eager import be_eager


def forget_first() -> None:
    from terminbuch.calendars import syncing  # noqa: PLC0415  # models want a loaded Django
    from terminbuch.models import BusyTime, OutsideEvent  # noqa: PLC0415

    read = syncing._read

    def forgetting(calendar: Any, *asked: Any) -> Any:
        for model in (BusyTime, OutsideEvent):
            model.objects.of(calendar.organisation_id).filter(calendar=calendar).delete()
        calendar.token, calendar.full_due = "", True
        return read(calendar, *asked)

    vars(syncing)["_read"] = forgetting


if __name__ == "__main__":
    be_eager()
    forget_first()
    sys.exit(cli.main())
