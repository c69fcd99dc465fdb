"""The rules about who: requirements, what takes the time, buffers and seats.

A reason gives an explanation or ``None``, and leaves in the case only the resources
that its rule allows.
"""

from collections.abc import Callable

from ..facts import Taken
from ..minutes import instant_of
from ..parts import Part
from ..spans import Span
from .case import Case
from .explanation import Explanation, from_to

_KINDS = {
    "booking": "a booking",
    "hold": "a hold",
    "absence": "an absence",
    "external": "an event in an outside calendar",
}


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
    return Explanation(rule, f"{how} {_KINDS[row.kind]} {from_to(row.core or row.span)}.", refused[0], row)


def sitting_is_full(case: Case) -> Explanation | None:
    """W6: while a sitting runs at this start, a seat in it is all there is."""
    most = case.question.rules.capacity
    if most == 1:
        return _is_sat_in(case)
    running = case.offer.running.get(case.place)
    if not running or case.place in case.offer.joined:
        return None
    seats = min(sitting.seats_taken for sitting in running)
    if seats >= most:
        return _full(seats, most)
    return Explanation("W6", "the sitting at this start cannot take one more seat, and there is only one.")


def _is_sat_in(case: Case) -> Explanation | None:
    """With one seat each sitting is full, but others may have one of their own at this start."""
    case.keep(lambda part, key: not case.seats(key))
    return None if case.can_be_met else _full(1, 1)


def _full(seats: int, most: int) -> Explanation:
    return Explanation("W6", f"the sitting is full: {seats} of {most} seats are taken.")


def _span(case: Case, begins: int, length: int) -> Span:
    return Span(instant_of(case.minute + begins), instant_of(case.minute + begins + length))
