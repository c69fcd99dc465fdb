from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ..seen import ShowsAs
from .judging import period_shows_as
from .parts import Part
from .times import Length, instant, later, period
from .zones import Zones


def periods(answer: Part, zones: Zones) -> Iterator[tuple[datetime, datetime, ShowsAs]]:
    """What a VFREEBUSY says is taken (B8). Raises ValueError."""
    for line in answer.all("FREEBUSY"):
        shows_as = period_shows_as(line.parameters.get("FBTYPE", "BUSY"))
        if shows_as is not None:
            for text in line.value.split(","):
                start, end = period(text, line, zones)
                until = later(start, end, _UTC) if isinstance(end, Length) else end
                yield instant(start, zones.owner), instant(until, zones.owner), shows_as


_UTC = ZoneInfo("UTC")
