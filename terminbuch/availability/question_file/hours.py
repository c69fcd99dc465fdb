"""The posted hours of a question file."""

from datetime import date, time

from ..hours import Schedule, Window
from .fields import Fields

NAMES = ("zone", "hours", "overrides")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def schedule(fields: Fields) -> Schedule:
    """A schedule from ``zone``, ``hours`` and ``overrides``."""
    weekly: dict[int, tuple[Window, ...]] = {}
    for entry in fields.objects("hours", ("days", "start", "end")):
        for weekday in _weekdays(entry):
            weekly[weekday] = (*weekly.get(weekday, ()), _window(entry))
    return Schedule(fields.zone("zone"), weekly, _exceptions(fields))


def _weekdays(entry: Fields) -> list[int]:
    days = entry.list("days", needed=True)
    if not all(isinstance(day, str) and day in _DAYS for day in days):
        entry.refuse("days", f"must be a list of {', '.join(_DAYS)}")
    return sorted({_DAYS.index(day) for day in days})


def _exceptions(fields: Fields) -> dict[date, tuple[Window, ...]]:
    found: dict[date, tuple[Window, ...]] = {}
    for entry in fields.objects("overrides", ("date", "hours")):
        day = entry.date("date")
        if day in found:
            entry.refuse("date", "stands twice among the overrides")
        found[day] = tuple(_window(hours) for hours in entry.objects("hours", ("start", "end"), needed=True))
    return found


def _window(entry: Fields) -> Window:
    end_of_day = entry.text("end") == "24:00"
    return Window(entry.clock("start"), time(0) if end_of_day else entry.clock("end"))
