"""One pass finds the same as comparing each with each."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from terminbuch.models import Allocation
from terminbuch.queries.verification import ask, sweep
from terminbuch.queries.verification.sweeping import OVERLAPPING, Swept
from tests.builders import MONDAY_9, SUNDAY_18, Salon, make_salon, occupy
from tests.queries.health.looked import drop_guard

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("seed", range(6))
def test_the_sweep_finds_what_comparing_each_with_each_finds(salon: Salon, seed: int) -> None:
    drop_guard()
    chance = random.Random(seed)
    sittings = [uuid.uuid4() for _ in range(3)]
    for number in range(30):
        begins = MONDAY_9 + chance.randrange(0, 600, 15) * MINUTE
        together = {"sitting": chance.choice(sittings), "seat": number + 1, "capacity": 40}
        occupy(
            salon.cut, chance.choice([salon.ben, salon.clara]), begins,
            begins + chance.choice([15, 30, 120]) * MINUTE, live=chance.random() < 0.9,
            **together if chance.random() < 0.4 else {},
        )  # fmt: skip

    pairs = {
        f"{one.pk}-{other.pk}"
        for one, other in combinations(sorted(rows(), key=in_turn), 2)
        if one.resource_id == other.resource_id and one.sitting != other.sitting
        and other.starts_at < one.ends_at
    }  # fmt: skip

    assert {each.about for each in ask(OVERLAPPING, now=SUNDAY_18)} == pairs
    assert sweep(now=SUNDAY_18) == Swept(len(rows()), len(pairs))


def in_turn(row: Allocation) -> tuple[Any, ...]:
    return (row.ends_at, row.starts_at, row.pk)


def rows() -> list[Allocation]:
    return list(Allocation.objects.everywhere().filter(live=True))


def test_who_looks_ahead_sees_nothing_that_is_over(salon: Salon) -> None:
    drop_guard()
    for number in range(2):
        occupy(salon.cut, salon.ben, MONDAY_9, MONDAY_9 + (30 + number) * MINUTE)

    assert sweep(now=SUNDAY_18, ahead=True).overlapping == 1
    assert sweep(now=MONDAY_9 + 45 * MINUTE, ahead=True) == Swept(0, 0)
    assert sweep(now=MONDAY_9 + 45 * MINUTE).overlapping == 1


def test_of_one_business_only_its_own_times_are_compared(salon: Salon) -> None:
    drop_guard()
    mallory = make_salon("mallory")
    for number in range(2):
        occupy(mallory.cut, mallory.ben, MONDAY_9, MONDAY_9 + (30 + number) * MINUTE)

    assert sweep(now=SUNDAY_18, organisation=salon.organisation.pk) == Swept(0, 0)
    assert sweep(now=SUNDAY_18, organisation=mallory.organisation.pk).overlapping == 1
