"""Posted opening hours, as they hang on the door: wall clock, weekday and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Window:
    """Open from ``opens`` up to, not including, ``closes``, by the clock on the wall.

    Whole minutes. A ``closes`` at or before ``opens`` is meant for the next day, so
    00:00 closes at the end of the day and 09:00 to 09:00 lasts from nine to nine.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        for name, clock in (("opens", self.opens), ("closes", self.closes)):
            if clock.second or clock.microsecond or clock.tzinfo is not None:
                raise ValueError(f"{name}: must be a wall clock time in whole minutes")


@dataclass(frozen=True)
class Schedule:
    """When one resource is open at one location.

    ``weekly`` maps weekdays (0 is Monday) to the windows that start on them; an entry in
    ``exceptions`` replaces the windows that start on its date, and an empty one closes it.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[Window, ...]]
    exceptions: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(0 <= weekday <= 6 for weekday in self.weekly):
            raise ValueError("weekly: weekdays are 0 (Monday) to 6 (Sunday)")

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """The windows that start on the date ``day``."""
        posted = self.exceptions.get(day)
        return self.weekly.get(day.weekday(), ()) if posted is None else posted
