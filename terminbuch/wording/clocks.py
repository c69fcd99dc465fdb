"""How clock times and lengths are said. Instants are aware; each is shown on the wall clock of a zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from terminbuch.wording.days import long_date, medium_date
from terminbuch.wording.languages import NO_BREAK, is_german, wall_clock
from terminbuch.wording.zones import zone_mark


def plain_clock(instant: datetime, zone: ZoneInfo) -> str:
    """ "10:15", on 24 hours. Where clocks go back the same words stand for two instants: see ``clock``."""
    return f"{wall_clock(instant, zone):%H:%M}"


def clock(instant: datetime, zone: ZoneInfo, language: str) -> str:
    """ "10:15 Uhr", "10:15"; in the hour that clocks repeat "02:30 Uhr MEZ", "02:30 CET"."""
    said = _hour(plain_clock(instant, zone), language)
    if is_repeated(instant, zone):
        said += NO_BREAK + zone_mark(zone, instant, language)
    return said


def from_to(start: datetime, end: datetime, zone: ZoneInfo, language: str) -> str:
    """ "10:15 bis 11:00 Uhr", "10:15 to 11:00"; an end on another day is said with its date.

    The midnight that ends the day is 24:00. Times in a repeated hour carry their zone.
    """
    to = "bis" if is_german(language) else "to"
    if is_repeated(start, zone) or is_repeated(end, zone) or _ends_later(start, end, zone):
        return f"{clock(start, zone, language)} {to} {_end(start, end, zone, language)}"
    closing = "24:00" if _at_midnight(start, end, zone) else plain_clock(end, zone)
    return f"{plain_clock(start, zone)} {to} {_hour(closing, language)}"


def moment(instant: datetime, zone: ZoneInfo, language: str, today: date | None = None) -> str:
    """ "Dienstag, 24. November, 10:15 Uhr", "Tuesday 24 November, 10:15".

    The day is the one in ``zone``. The year is added when ``today`` lies in another one.
    """
    day = wall_clock(instant, zone).date()
    return f"{long_date(day, language=language, today=today)}, {clock(instant, zone, language)}"


def is_repeated(instant: datetime, zone: ZoneInfo) -> bool:
    """Whether the wall clock shows this time twice, because clocks go back."""
    wall = wall_clock(instant, zone)
    return wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()


def length(minutes: int, language: str) -> str:
    """ "45 Min.", "1 Std. 30 Min.", "2 Std."; "45 min", "1 hr 30 min", "2 hr"."""
    hours, rest = divmod(minutes, 60)
    hour_unit, minute_unit = ("Std.", "Min.") if is_german(language) else ("hr", "min")
    said = [f"{hours}{NO_BREAK}{hour_unit}"] if hours else []
    if rest or not hours:
        said.append(f"{rest}{NO_BREAK}{minute_unit}")
    return " ".join(said)


def _hour(digits: str, language: str) -> str:
    return f"{digits}{NO_BREAK}Uhr" if is_german(language) else digits


def _end(start: datetime, end: datetime, zone: ZoneInfo, language: str) -> str:
    said = clock(end, zone, language)
    if not _ends_later(start, end, zone):
        return said
    closing = wall_clock(end, zone).date()
    return f"{medium_date(closing, language, wall_clock(start, zone).date())}, {said}"


def _ends_later(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    """On a later day than the start; the midnight after it still belongs to the start's day."""
    same_day = wall_clock(start, zone).date() == wall_clock(end, zone).date()
    return not same_day and not _at_midnight(start, end, zone)


def _at_midnight(start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    opening, closing = wall_clock(start, zone), wall_clock(end, zone)
    return closing.time() == time() and closing.date() == opening.date() + timedelta(days=1)
