"""What is asked of every engine, in values that any of them can read. Standard library only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Asked:
    """When is any of these free for so long? Open from Monday to Friday, from and to a whole hour.

    ``first`` and ``last`` are days on the wall calendar, both asked for; lengths are in minutes; ``busy``
    holds the spans of each resource, in seconds since 1970.
    """

    zone: str
    first: str
    last: str
    opens: str
    closes: str
    duration: int
    step: int
    now: str
    busy: list[list[tuple[int, int]]]

    @classmethod
    def from_json(cls, text: str) -> Asked:
        return cls(**json.loads(text))

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def hour(clock: str) -> int:
        return time.fromisoformat(clock).hour

    def open_spans(self) -> Iterator[tuple[int, int]]:
        day, zone = date.fromisoformat(self.first), ZoneInfo(self.zone)
        while day <= date.fromisoformat(self.last):
            if day.weekday() < 5:
                clocks = (time.fromisoformat(clock) for clock in (self.opens, self.closes))
                opens, closes = (int(datetime.combine(day, clock, zone).timestamp()) for clock in clocks)
                yield opens, closes
            day += timedelta(days=1)

    def starts(self, free_from: int, free_until: int) -> range:
        """Those on the grid at which a visit of this length fits.

        Whoever opens on the hour, in a zone of whole hours, has a grid that counts from 1970 as well.
        """
        step = self.step * 60
        first = -(-free_from // step) * step
        return range(first, free_until - self.duration * 60 + 1, step)
