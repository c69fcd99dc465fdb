"""Rules of series, made harmless before they are expanded."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta, tzinfo

from .lines import Line
from .times import Moment, moment, wall
from .zones import Zones

QUICK_STEPS = {"SECONDLY": timedelta(seconds=1), "MINUTELY": timedelta(minutes=1)}
STEPS = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
LONG_STEPS = {"MONTHLY": 400 * 12, "YEARLY": 400}
MOST_A_DAY = 24
MOST_QUICK = 1440
# The calendar repeats itself every 400 years, days of the week and leap days included.
CYCLE = timedelta(days=146_097)
TOO_OFTEN = "RRULE repeats more often than by the hour"
PART = re.compile(r"[A-Z-]+=[A-Z0-9,+-]+")


class Rule:
    """An RRULE as its parts. Raises ValueError on what is none, or gives too many times."""

    def __init__(self, line: Line) -> None:
        texts = [text for text in line.value.replace(" ", "").upper().split(";") if text]
        if any(PART.fullmatch(text) is None for text in texts):
            raise ValueError("RRULE is no rule")
        self.parts = dict(text.split("=", 1) for text in texts if not text.startswith("X-"))
        self.line = line
        self._check()

    def _check(self) -> None:
        if self.parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN":
            raise ValueError("RRULE counts in another calendar")
        if self.parts.get("COUNT", "").startswith("-"):
            del self.parts["COUNT"]  # some programs write -1 for "no end"
        if self.often not in QUICK_STEPS | STEPS | LONG_STEPS:
            raise ValueError("RRULE does not say how often")
        if self.interval < 1:
            raise ValueError("RRULE has no interval")
        if self._a_day() > MOST_A_DAY:
            raise ValueError(TOO_OFTEN)

    @property
    def often(self) -> str:
        return self.parts.get("FREQ", "")

    @property
    def interval(self) -> int:
        return int(self.parts.get("INTERVAL", "1"))

    def _a_day(self) -> int:
        times = 24 if self.often == "HOURLY" and "BYHOUR" not in self.parts else 1
        for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            times *= len(set(self.parts.get(name, "0").split(",")))
        return times

    def check_quick(self, start: datetime) -> None:
        """What repeats more often than by the hour must soon have an end. Call it after ``end_at``."""
        if self.often not in QUICK_STEPS:
            return
        often = MOST_QUICK + 1
        if not self._has_filters and "COUNT" in self.parts:
            often = int(self.parts["COUNT"])
        elif not self._has_filters and "UNTIL" in self.parts:
            until = datetime.strptime(self.parts["UNTIL"], "%Y%m%dT%H%M%S")  # noqa: DTZ007  # a wall's
            often = (until - start) // (QUICK_STEPS[self.often] * self.interval)
        if often > MOST_QUICK:
            raise ValueError(TOO_OFTEN)

    @property
    def _has_filters(self) -> bool:
        return any(name.startswith("BY") for name in self.parts)

    def end_at(self, zones: Zones, zone: tzinfo, *, whole_days: bool) -> None:
        """UNTIL on the series' own wall. With both an end and a number the end counts: it may block more."""
        if "UNTIL" not in self.parts:
            return
        self.parts.pop("COUNT", None)
        until = moment(self.parts["UNTIL"], Line(self.line.number, "RRULE", {}, ""), zones)
        at = wall(until, zone)
        if whole_days:
            at = datetime.combine(_last_day(until, at), time())
        self.parts["UNTIL"] = f"{at.year:04}{at:%m%dT%H%M%S}"

    def forwarded(self, start: datetime, earliest: datetime) -> datetime:
        """A later start that gives the same times from ``earliest`` on: nobody counts from the year 1."""
        if self.often in QUICK_STEPS:
            return start
        if self.often in LONG_STEPS:
            return self._by_cycles(start, earliest)
        step = STEPS[self.often] * self.interval
        skipped = (earliest - start) // step
        if skipped < 1:
            return start
        if "COUNT" in self.parts:
            if self._has_filters:
                return start
            self.parts["COUNT"] = str(max(int(self.parts["COUNT"]) - skipped, 1))
        return start + skipped * step

    def _by_cycles(self, start: datetime, earliest: datetime) -> datetime:
        if "COUNT" in self.parts or LONG_STEPS[self.often] % self.interval:
            return start
        return start + max((earliest - start) // CYCLE, 0) * CYCLE

    def __str__(self) -> str:
        return ";".join(f"{name}={value}" for name, value in self.parts.items())


def _last_day(until: Moment, at: datetime) -> datetime:
    """Of whole days. An end in UTC is the owner's midnight, written as an instant, or simply that date."""
    if isinstance(until, datetime) and until.tzinfo and at.time() != time():
        return until
    return at
