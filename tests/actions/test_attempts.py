"""Who tries too often has to wait; what was counted stands whatever follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from terminbuch.actions.attempts import Limit, count, count_all, give_back
from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import AttemptCount
from terminbuch.queries import prepared
from tests.builders import SUNDAY_18

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def is_allowed(*limits: Limit, now: datetime = SUNDAY_18) -> bool:
    try:
        count_all(list(limits), now=now)
    except TooManyTries:
        return False
    return True


def test_so_many_tries_and_no_more() -> None:
    for _ in range(3):
        count("cancel", "anna", limit=3, now=SUNDAY_18)

    with pytest.raises(TooManyTries):
        count("cancel", "anna", limit=3, now=SUNDAY_18)


def test_whoever_tries_on_goes_on_waiting() -> None:
    anna = Limit("cancel", "anna", 2)

    allowed = [is_allowed(anna, now=SUNDAY_18 + n * 10 * MINUTE) for n in range(20)]

    assert allowed == [True, True] + [False] * 18


def test_the_hour_does_not_begin_anew_with_the_clock() -> None:
    """Two tries before a full hour and two after it are four within a quarter of an hour."""
    anna = Limit("cancel", "anna", 2)

    times = (SUNDAY_18 - 5 * MINUTE, SUNDAY_18 - MINUTE, SUNDAY_18, SUNDAY_18 + 5 * MINUTE)

    assert [is_allowed(anna, now=now) for now in times] == [True, True, False, False]


def test_tries_are_forgiven_after_an_hour_and_ten_minutes() -> None:
    anna = Limit("cancel", "anna", 1)
    assert is_allowed(anna)

    assert is_allowed(anna, now=SUNDAY_18 + 70 * MINUTE)


def test_others_and_other_things_are_counted_apart() -> None:
    count("cancel", "anna", limit=1, now=SUNDAY_18)

    assert is_allowed(Limit("cancel", "berta", 1))
    assert is_allowed(Limit("book", "anna", 1))


def test_one_limit_that_is_passed_is_enough() -> None:
    count("book", "visitor", limit=1, now=SUNDAY_18)

    assert not is_allowed(Limit("book", "visitor", 1), Limit("book", "anna", 1))


def test_what_led_to_nothing_is_given_back() -> None:
    anna = Limit("book", "anna", 1)
    count_all([anna], now=SUNDAY_18)

    give_back([anna], now=SUNDAY_18)

    assert is_allowed(anna)


def test_nothing_is_given_back_that_was_not_counted() -> None:
    anna = Limit("book", "anna", 1)
    count_all([anna], now=SUNDAY_18)
    give_back([anna], now=SUNDAY_18)
    give_back([anna], now=SUNDAY_18)

    assert [is_allowed(anna) for _ in range(2)] == [True, False]


def test_nobody_can_be_read_from_the_table_and_rows_know_when_to_go() -> None:
    count("cancel", "anna@example.org", limit=5, now=SUNDAY_18)

    row = AttemptCount.objects.get()
    assert (len(row.who), row.what, row.count) == (64, "cancel", 1)
    assert "anna" not in row.who
    assert row.forget_at == SUNDAY_18 + 70 * MINUTE


@pytest.fixture
def durable() -> Callable[[], str]:
    """Whether a commit in this session would wait for the disk, as PostgreSQL says it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot say it of one transaction: there every commit waits")
    return lambda: prepared.rows("SHOW synchronous_commit", {})[0][0]


def test_counting_waits_for_no_disk(durable: Callable[[], str]) -> None:
    """The transaction around this test goes on after the count."""
    count("cancel", "anna", limit=1, now=SUNDAY_18)

    assert durable() == "off"


@pytest.mark.django_db(transaction=True)
def test_what_follows_a_count_waits_for_the_disk(durable: Callable[[], str]) -> None:
    count("cancel", "anna", limit=1, now=SUNDAY_18)

    assert durable() == "on"
