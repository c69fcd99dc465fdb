"""The rules about when: notice, horizon, limit per day, opening hours and grid.

A reason gives an explanation or ``None``, and leaves in the case only the resources
that its rule allows.
"""

from zoneinfo import ZoneInfo

from ..limits import earliest_minute, last_day
from ..minutes import day_of, instant_of, is_whole_minute
from ..rules import MINUTE
from ..zones import local_day
from .case import Case
from .explanation import Explanation, said


def too_soon(case: Case) -> Explanation | None:
    """W7: the notice."""
    if case.start - case.question.now >= case.question.rules.notice:
        return None
    earliest = instant_of(earliest_minute(case.question))
    return Explanation("W7", f"too soon: the notice allows starts from {said(earliest)} on.")


def too_late(case: Case) -> Explanation | None:
    """W8: the horizon, by the date in the zone of the hours."""
    last_days = {zone: last_day(case.question, zone) for zone in _zones(case)}
    missed = [
        last for zone, last in last_days.items() if last is not None and local_day(case.minute, zone) > last
    ]
    if len(missed) < len(last_days):
        return None
    return Explanation("W8", f"too far ahead: the last date that can be booked is {day_of(max(missed))}.")


def _zones(case: Case) -> set[ZoneInfo]:
    keys = {key for part in case.offer.parts for key in part.needs}
    zones = {schedule.zone for key in keys for schedule in case.question.resources[key].schedules}
    return zones or {case.question.rules.zone}


def day_is_full(case: Case) -> Explanation | None:
    """The limit per day, by the date at the location."""
    most, day = case.question.rules.max_per_day, day_of(local_day(case.minute, case.question.rules.zone))
    if most is None or case.question.booked_on.get(day, 0) < most:
        return None
    return Explanation(
        "max_per_day", f"{day} has all the bookings of this service that it may have ({most})."
    )


def closed(case: Case) -> Explanation | None:
    """W3: every minute must be open."""
    bits = case.offer.resources
    refused = case.keep(lambda part, key: bool(bits.lasting(part, key) >> case.place & 1))
    if case.somebody_is_left:
        return None
    part = next(part for part in case.offer.parts if refused[0] in part.needs)
    minute = instant_of(bits.first_closed(part, refused[0], case.place))
    return Explanation("W3", f"not open throughout: closed at {said(minute)}.", refused[0])


def off_the_grid(case: Case) -> Explanation | None:
    """W2: the start must lie on the grid of the posted hours."""
    bits, whole = case.offer.resources, is_whole_minute(case.start)
    case.keep(lambda part, key: whole and bool(bits.open_for(part, key) >> case.place & 1))
    if case.somebody_is_left:
        return None
    step = case.question.rules.step // MINUTE
    return Explanation(
        "W2", f"not on the grid, which runs in steps of {step} minutes from the start of the posted hours."
    )
