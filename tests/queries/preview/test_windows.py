from __future__ import annotations

import pytest

from terminbuch.queries.preview import tidied
from tests.queries.preview.posted import windows


@pytest.mark.parametrize(
    ("posted", "stored"),
    [
        ("", ""),
        ("13:00-18:00 09:00-12:00", "09:00-12:00 13:00-18:00"),
        ("09:00-12:00 11:00-14:00", "09:00-14:00"),
        ("09:00-17:00 10:00-11:00", "09:00-17:00"),
        ("09:00-12:00 09:00-12:00", "09:00-12:00"),
        ("09:00-12:00 12:00-15:00", "09:00-12:00 12:00-15:00"),  # each has a grid of its own
        ("20:00-02:00 22:00-03:00", "20:00-03:00"),
        ("00:00-00:00", "00:00-00:00"),
        ("00:00-00:00 10:00-12:00", "00:00-00:00"),
        ("18:00-00:00", "18:00-00:00"),
        ("12:00-06:00 06:00-12:00", "06:00-12:00 12:00-06:00"),
        ("12:00-11:00 11:30-12:30", "11:30-11:00"),
    ],
)
def test_windows_are_stored_in_order_and_overlapping_ones_as_one(posted: str, stored: str) -> None:
    assert tidied(windows(posted)) == windows(stored)


@pytest.mark.parametrize(
    ("posted", "reason"),
    [
        ("09:00-09:00", "empty"),
        ("09:00-12:00 10:00-09:30", "round the clock"),
        ("00:00-00:00 23:00-01:00", "round the clock"),
    ],
)
def test_windows_that_make_no_sense_are_refused(posted: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        tidied(windows(posted))
