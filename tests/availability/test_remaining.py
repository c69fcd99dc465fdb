"""What is left of a day when something of it is taken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from terminbuch.availability import Span, remaining


def at(first: float, last: float) -> Span:
    """Hours of one day."""
    start, end = (datetime(2026, 11, 23, int(hour), int(hour % 1 * 60), tzinfo=UTC) for hour in (first, last))
    return Span(start, end)


@pytest.mark.parametrize(
    ("spans", "taken", "left"),
    [
        ([at(9, 17)], [], [at(9, 17)]),
        ([at(9, 17)], [at(12, 13)], [at(9, 12), at(13, 17)]),
        ([at(9, 17)], [at(8, 10)], [at(10, 17)]),
        ([at(9, 17)], [at(16, 18)], [at(9, 16)]),
        ([at(9, 17)], [at(8, 18)], []),
        ([at(9, 17)], [at(9, 17)], []),
        ([at(9, 17)], [at(7, 9), at(17, 18)], [at(9, 17)]),
        ([at(9, 17)], [at(10, 12), at(11, 13)], [at(9, 10), at(13, 17)]),
        ([at(9, 12), at(13, 17)], [at(11, 14)], [at(9, 11), at(14, 17)]),
        ([], [at(9, 17)], []),
    ],
)
def test_what_is_taken_is_missing_and_the_rest_stays(spans, taken, left):
    assert remaining(spans, taken) == tuple(left)
