"""Times as they hang on the wall of the location, for what is drawn and for what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from terminbuch import availability

A_DAY = timedelta(days=1)
USUAL = (8, 18)
WALL = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class WallSpan:
    """Half-open, by the clock in the room. 24:00 is the next day's midnight."""

    opens: datetime
    closes: datetime

    @property
    def is_from_midnight(self) -> bool:
        return self.opens.time() == time()

    @property
    def is_to_midnight(self) -> bool:
        return self.closes.time() == time()

    @property
    def said(self) -> str:
        """ "9 bis 18 Uhr", "10:30 bis 12 Uhr"."""
        values = {"from": short_clock(self.opens), "to": short_clock(self.closes, is_end=True)}
        return _("%(from)s to %(to)s") % values


def wall(instant: datetime, zone: ZoneInfo) -> str:
    """ "2026-11-23T09:00"."""
    return instant.astimezone(zone).strftime(WALL)


def short_clock(clock: datetime, *, is_end: bool = False) -> str:
    """The hour alone where it is a whole one and the language says so: "9", "9:30"; "9:00"."""
    hour = 24 if is_end and clock.time() == time() else clock.hour
    if not clock.minute:
        return _("%(hour)s:00") % {"hour": hour}
    return f"{hour}:{clock.minute:02}"


def by_day(span: availability.Span, zone: ZoneInfo, first: date, last: date) -> Iterator[WallSpan]:
    """The span cut at the midnights of the days from ``first`` to ``last``."""
    opens, closes = _naive(span.start, zone), _naive(span.end, zone)
    day = max(first, opens.date())
    while day <= last and datetime.combine(day, time()) < closes:
        midnight = datetime.combine(day, time())
        cut = WallSpan(max(opens, midnight), min(closes, midnight + A_DAY))
        if cut.opens < cut.closes:
            yield cut
        day += A_DAY


def drawn_hours(spans: Iterable[availability.Span], zone: ZoneInfo) -> tuple[int, int]:
    """The whole hours, of any day, between which all of this lies."""
    hours = [_hours(_naive(span.start, zone), _naive(span.end, zone)) for span in spans]
    if not hours:
        return USUAL
    return min(first for first, _last in hours), max(last for _first, last in hours)


def _hours(opens: datetime, closes: datetime) -> tuple[int, int]:
    if closes > datetime.combine(opens.date(), time()) + A_DAY:
        return 0, 24
    if closes.date() > opens.date():
        return opens.hour, 24
    return opens.hour, min(closes.hour + bool(closes.minute), 24)


def _naive(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)
