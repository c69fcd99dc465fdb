"""From when and until when may a service start? W7 (notice), W8 (horizon), limit per day."""

from zoneinfo import ZoneInfo

from .bits import Frame
from .minutes import DAY, FIRST_MINUTE, LAST_MINUTE, day_number, first_minute_from, minute_of
from .question import Question
from .rules import MINUTE
from .zones import local_day, stretches, utc_pieces

_UTC = ZoneInfo("UTC")


def earliest_minute(question: Question) -> int:
    """The first UTC minute that is far enough from now (W7)."""
    return max(first_minute_from(question.now) + question.rules.notice // MINUTE, FIRST_MINUTE)


def last_day(question: Question, zone: ZoneInfo) -> int | None:
    """The number of the last date on which the service may start (W8), if there is one."""
    rules, days = question.rules, []
    if rules.horizon_days is not None:
        days.append(local_day(minute_of(question.now), zone) + rules.horizon_days)
    if rules.until_date is not None:
        days.append(day_number(rules.until_date))
    return min(days, default=None)


def last_minute(question: Question) -> int:
    """A UTC minute after which no zone has a date within the horizon; may be generous."""
    day = last_day(question, _UTC)
    # No zone is a day ahead of UTC, nor a day behind: one day for its date, one for its midnight.
    return LAST_MINUTE if day is None else min((day + 3) * DAY, LAST_MINUTE)


def within_horizon(question: Question, zone: ZoneInfo, frame: Frame) -> int:
    """The minutes of the frame whose date in ``zone`` is not after the last one (W8)."""
    last = last_day(question, zone)
    if last is None:
        return frame.everything
    return _reading(zone, frame, frame.first - 2 * DAY, (last + 1) * DAY)


def on_full_days(question: Question, frame: Frame) -> int:
    """The minutes of the frame on dates, at the location, that have all the bookings they may."""
    most = question.rules.max_per_day
    if most is None:
        return 0
    if most == 0:
        return frame.everything
    zone, full = question.rules.zone, 0
    for day, count in question.booked_on.items():
        if count >= most:
            full |= _reading(zone, frame, day_number(day) * DAY, (day_number(day) + 1) * DAY)
    return full


def _reading(zone: ZoneInfo, frame: Frame, opens: int, closes: int) -> int:
    """The minutes of the frame at which the clock reads a wall minute from opens up to closes."""
    bits = 0
    for first, last in utc_pieces(stretches(zone, frame.first, frame.last), opens, closes):
        bits |= (1 << (last - first)) - 1 << (first - frame.first)
    return bits
