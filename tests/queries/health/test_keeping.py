"""Backups, room and clocks: what is lost when they are forgotten is said before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.models import Backup, HistoryEntry
from terminbuch.queries.health.keeping import LITTLE_ROOM, _room
from tests.builders import SUNDAY_18, Salon, make_booking
from tests.queries.health.looked import said

DAY = timedelta(days=1)


def made(days_ago: int, **fields: Any) -> None:
    at = SUNDAY_18 - days_ago * DAY
    Backup.objects.create(**{"made_at": at, "file_name": "salon.zip", "checked_at": at} | fields)


def test_nobody_is_urged_before_there_is_something_to_lose(salon: Salon) -> None:
    make_booking(salon.cut)
    words = "there is no backup yet; the command “terminbuch backup” makes one"

    assert said("backup", SUNDAY_18 + DAY) == ("hint", words)
    assert said("backup", SUNDAY_18 + DAY + timedelta(seconds=1)) == ("warn", words)


@pytest.mark.parametrize(
    ("backup", "found"),
    [
        ({"days_ago": 0}, ("good", "the last one was made less than a day ago")),
        ({"days_ago": 7}, ("good", "the last one was made 7 days ago")),
        ({"days_ago": 8}, ("warn", "the last one was made 8 days ago")),
        ({"days_ago": 1, "error": "disk full"}, ("warn", "the last backup cannot be relied on: disk full")),
        (
            {"days_ago": 1, "checked_at": None},
            ("warn", "the last one was made 1 day ago and was never read back"),
        ),
    ],
)
def test_a_backup_counts_while_it_is_young_and_whole(
    salon: Salon, backup: dict[str, Any], found: tuple[str, str]
) -> None:
    made(9)
    made(**backup)

    assert said("backup") == found


def test_what_was_wrong_with_a_backup_is_told_to_whoever_asks_about_all(salon: Salon) -> None:
    made(1, error="5 bookings instead of 6")

    assert said("backup", organisation=salon.organisation) == ("warn", "the last backup cannot be relied on")


@pytest.mark.parametrize(
    ("free", "found"),
    [
        (LITTLE_ROOM, ("good", "500 MB are free")),
        (LITTLE_ROOM - 1, ("warn", "only 499 MB are free; without room nothing can be booked")),
    ],
)
def test_a_disk_that_fills_up_is_named_in_time(free: int, found: tuple[str, str]) -> None:
    finding = _room(free)

    assert (str(finding.state), finding.sentence) == found


def test_a_row_from_the_future_says_that_a_clock_is_wrong(salon: Salon) -> None:
    for minutes, state in ((2, "good"), (3, "warn")):
        HistoryEntry.objects.create(
            organisation=salon.organisation,
            what="created",
            actor="system",
            source="worker",
            at=SUNDAY_18 + timedelta(minutes=minutes),
        )
        assert said("clock")[0] == state
