"""Posted windows laid end to end on the wall clock: merged where they overlap (W2, W10)."""

from collections.abc import Iterable, Iterator
from datetime import date

from .hours import Schedule, Window
from .minutes import DAY, day_number, day_of, minute_of_day

type Run = tuple[int, int]
"""First and last (not included) wall minute of windows that overlap one another."""

_THURSDAY = 3  # 1 January 1970


class _Week:
    """One schedule with its windows counted in minutes of their day."""

    def __init__(self, schedule: Schedule) -> None:
        self.weekly = [_counted(schedule.weekly.get(weekday, ())) for weekday in range(7)]
        self.exceptions = {day_number(day): _counted(windows) for day, windows in schedule.exceptions.items()}

    def windows_on(self, days: range) -> list[Run]:
        """The windows that start on the days with these numbers, as wall minutes."""
        weekly, exceptions = self.weekly, self.exceptions
        return [
            (day * DAY + opens, day * DAY + closes)
            for day in days
            for opens, closes in (exceptions[day] if day in exceptions else weekly[(day + _THURSDAY) % 7])
        ]


def _counted(windows: Iterable[Window]) -> list[Run]:
    minutes = [(minute_of_day(window.opens), minute_of_day(window.closes)) for window in windows]
    return [(opens, closes if closes > opens else closes + DAY) for opens, closes in minutes]


def posted_runs(schedules: Iterable[Schedule], first_day: int, last_day: int) -> list[Run]:
    """The runs of all windows that may be open on the days from first to last (included), in order.

    Overlapping windows make one run, also with those of the days before; touching windows
    stay two.
    """
    weeks = [_Week(schedule) for schedule in schedules]
    days = range(_reaches_back_to(weeks, first_day), last_day + 1)
    windows = sorted(window for week in weeks for window in week.windows_on(days))
    return _by_year(_merged(windows))


def _merged(windows: list[Run]) -> list[Run]:
    runs: list[Run] = []
    for opens, closes in windows:
        if runs and opens < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(closes, runs[-1][1]))
        else:
            runs.append((opens, closes))
    return runs


def _reaches_back_to(weeks: list[_Week], day: int) -> int:
    """The first day whose windows belong to a run that may be open on ``day``.

    Looks back no further than to the last day of the year before last, see _by_year.
    """
    earliest = day_number(date(max(day_of(day).year - 1, 2), 1, 1)) - 1
    day -= 1
    while day > earliest and _night_before_overlaps(weeks, day):
        day -= 1
    return day


def _night_before_overlaps(weeks: list[_Week], day: int) -> bool:
    today, before = range(day, day + 1), range(day - 1, day)
    opens = min((opens for week in weeks for opens, _ in week.windows_on(today)), default=None)
    closes = max((closes for week in weeks for _, closes in week.windows_on(before)), default=None)
    return opens is not None and closes is not None and opens < closes


def _by_year(runs: list[Run]) -> list[Run]:
    """Cut the runs at New Year that began before the last New Year.

    Windows that overlap round the clock make a run without a beginning, but a grid needs
    a minute to start from, and the same one whoever asks for whichever dates.
    """
    if all(closes - opens <= 365 * DAY for opens, closes in runs):
        return runs
    return [part for opens, closes in runs for part in _years(opens, closes)]


def _years(opens: int, closes: int) -> Iterator[Run]:
    years = range(day_of(opens // DAY).year + 2, day_of(closes // DAY).year + 1)
    cuts = [day_number(date(year, 1, 1)) * DAY for year in years]
    return zip([opens, *cuts], [*cuts, closes], strict=True)
