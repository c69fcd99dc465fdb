"""When a night begins, by the clocks of the place, and that one worker takes it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.upkeep import take_from_night_to_night
from terminbuch.management.nightly import next_night
from tests.builders import BERLIN, SUNDAY_18, berlin

DAY = timedelta(days=1)


def test_the_next_night_is_the_next_three_oclock_of_the_place() -> None:
    assert next_night(SUNDAY_18, BERLIN) == berlin(23, 3)
    assert next_night(berlin(23, 2, 59), BERLIN) == berlin(23, 3)
    assert next_night(berlin(23, 3), BERLIN) == berlin(24, 3)
    # the nights in which clocks go back and forward
    assert next_night(berlin(24, 12, month=10), BERLIN) == berlin(25, 3, month=10)
    assert next_night(berlin(28, 12, month=3), BERLIN) == berlin(29, 3, month=3)


@pytest.mark.django_db
def test_a_night_is_taken_once_and_never_the_first_time() -> None:
    def takes(days: int) -> bool:
        now = SUNDAY_18 + days * DAY
        return take_from_night_to_night("verify", now=now, next_at=now + DAY / 2)

    assert [takes(0), takes(0), takes(1), takes(1), takes(2)] == [False, False, True, False, True]
