"""All deeds about time, in any order, beside a reference of a hundred lines."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.life.machine import Life

# The torture suite asks for more.
LIVES = int(os.environ.get("LIVES", "8"))


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_the_diary_is_right() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
