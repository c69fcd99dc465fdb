"""The rules one by one, each able to say why it refuses a start.

A reason gives an explanation or ``None``, and leaves in the case only the resources
that its rule allows. They are asked in the order in which they stand in REASONS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from .case import Case
from .facts import Taken
from .limits import earliest_minute, last_day
from .minutes import day_of, instant_of, is_whole_minute
from .parts import Part
from .rules import MINUTE
from .spans import Span
from .zones import local_day


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rule that refuses a start ("W5", or "max_per_day"), and why, in a sentence.

    ``taken`` is what is in the way, and ``resource`` whose time it takes, where there is such a thing.
    """

    rule: str
    sentence: str
    resource: int | None = None
    taken: Taken | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence}"


def too_soon(case: Case) -> Explanation | None:
    """W7: the notice."""
    if case.start - case.question.now >= case.question.rules.notice:
        return None
    earliest = instant_of(earliest_minute(case.question))
    return Explanation("W7", f"too soon: the notice allows starts from {_said(earliest)} on.")


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
    refused = case.keep(
        lambda part, key: bool(case.offer.resources.lasting(key, part.needs[key]) >> case.place & 1)
    )
    if case.somebody_is_left:
        return None
    part = next(part for part in case.offer.parts if refused[0] in part.needs)
    minute = instant_of(case.offer.resources.first_closed(refused[0], part.needs[refused[0]], case.place))
    return Explanation("W3", f"not open throughout: closed at {_said(minute)}.", refused[0])


def off_the_grid(case: Case) -> Explanation | None:
    """W2: the start must lie on the grid of the posted hours."""
    whole = is_whole_minute(case.start)
    case.keep(lambda part, key: whole and bool(case.offer.open_for(part, key) >> case.place & 1))
    if case.somebody_is_left:
        return None
    step = case.question.rules.step // MINUTE
    return Explanation(
        "W2", f"not on the grid, which runs in steps of {step} minutes from the start of the posted hours."
    )


def nobody_serves(case: Case) -> Explanation | None:
    """W11: the requirements must be met at once, and no resource twice."""
    if case.can_be_met:
        return None
    return Explanation("W11", "the requirements cannot be met at once by different resources that are open.")


def taken(case: Case) -> Explanation | None:
    """W5: nothing else may take the resource's time."""

    def in_the_way(part: Part, key: int) -> Taken | None:
        needs = part.needs[key]
        core = _span(case, needs.begins, needs.length)
        return next((row for row in case.strangers(key) if core.overlaps(row.core or row.span)), None)

    return _blocked(case, "W5", "taken by", in_the_way)


def too_close(case: Case) -> Explanation | None:
    """W4: the buffers of both sides must fit between."""

    def in_the_way(part: Part, key: int) -> Taken | None:
        needs = part.needs[key]
        padded = _span(case, needs.taken_from, needs.taken_length)
        return next((row for row in case.strangers(key) if padded.shares_a_minute_with(row.span)), None)

    return _blocked(case, "W4", "no room for the buffers beside", in_the_way)


def _blocked(
    case: Case, rule: str, how: str, in_the_way: Callable[[Part, int], Taken | None]
) -> Explanation | None:
    rows: dict[int, Taken] = {}

    def is_free(part: Part, key: int) -> bool:
        row = in_the_way(part, key)
        if row is not None:
            rows.setdefault(key, row)
        return row is None

    refused = case.keep(is_free)
    if case.can_be_met:
        return None
    row = rows[refused[0]]
    return Explanation(rule, f"{how} {_KINDS[row.kind]} {_from_to(row.core or row.span)}.", refused[0], row)


def sitting_is_full(case: Case) -> Explanation | None:
    """W6: while a sitting runs at this start, a seat in it is all there is."""
    running = case.offer.running.get(case.place)
    if not running or case.place in case.offer.joined:
        return None
    most, seats = case.question.rules.capacity, min(sitting.seats_taken for sitting in running)
    if seats >= most:
        return Explanation("W6", f"the sitting is full: {seats} of {most} seats are taken.")
    return Explanation("W6", "the sitting at this start cannot take one more seat, and there is only one.")


REASONS = (
    too_soon,
    too_late,
    day_is_full,
    closed,
    off_the_grid,
    nobody_serves,
    taken,
    too_close,
    sitting_is_full,
)

_KINDS = {
    "booking": "a booking",
    "hold": "a hold",
    "absence": "an absence",
    "external": "an event in an outside calendar",
}


def _span(case: Case, begins: int, length: int) -> Span:
    return Span(instant_of(case.minute + begins), instant_of(case.minute + begins + length))


def _from_to(span: Span) -> str:
    return f"from {_said(span.start)} to {_said(span.end)}"


def _said(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
