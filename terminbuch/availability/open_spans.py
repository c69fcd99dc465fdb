"""Posted hours as spans, for people who look at a day."""

from collections.abc import Iterable

from .bits import Frame
from .hours import Schedule
from .minutes import instant_of
from .opening import opening
from .spans import Span


def open_spans(schedules: Iterable[Schedule], within: Span) -> tuple[Span, ...]:
    """When the schedules together are open (W1) within a span, in order; what touches is one."""
    posted = opening(schedules, Frame.around(within.first_minute, within.last_minute))
    pieces = sorted((first, last) for _, own in posted.pieces for first, last, _ in own)
    cut = [(max(first, within.first_minute), min(last, within.last_minute)) for first, last in pieces]
    joined: list[tuple[int, int]] = []
    for first, last in cut:
        if first >= last:
            continue
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(Span(instant_of(first), instant_of(last)) for first, last in joined)
