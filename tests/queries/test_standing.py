"""What is said of a calendar, by what is known of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from terminbuch.models import CalendarConnection, OutsideCalendar
from terminbuch.queries.standing import reason, standing
from tests.builders import SUNDAY_18

A_QUARTER = timedelta(minutes=15)
LONG_AGO = SUNDAY_18 - A_QUARTER


def a_calendar(state: str = "ok", **known: Any) -> OutsideCalendar:
    """One that blocks and was read this minute."""
    values = {"blocks": True, "last_good_at": SUNDAY_18} | known
    return OutsideCalendar(connection=CalendarConnection(state=state), **values)


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        (a_calendar(), "good"),
        (a_calendar(blocks=False, receives=True), "good"),
        (a_calendar(blocks=False, state="signed_out"), "unused"),
        (a_calendar(last_good_at=None), "waiting"),
        (a_calendar(last_good_at=None, failing_since=SUNDAY_18, trouble="broken"), "troubled"),
        (a_calendar(failing_since=SUNDAY_18, last_good_at=LONG_AGO, trouble="broken"), "red"),
        (a_calendar(trouble="unreachable"), "troubled"),
        (a_calendar(last_good_at=SUNDAY_18 - A_QUARTER + timedelta(seconds=1)), "good"),
        (a_calendar(last_good_at=LONG_AGO), "stale"),
        (a_calendar(state="signed_out", last_good_at=LONG_AGO), "signed_out"),
        (a_calendar(paused_at=SUNDAY_18), "paused"),
        (a_calendar(receives=True, missing_right="delete"), "no_right"),
        (a_calendar(missing_right="write"), "good"),
    ],
)
def test_a_calendar_stands_by_its_last_good_read(calendar: OutsideCalendar, expected: str) -> None:
    assert standing(calendar, now=SUNDAY_18) == expected


def test_the_reason_is_said_in_plain_words() -> None:
    said = [
        reason(a_calendar(trouble="unreachable")),
        reason(a_calendar(trouble="of a later version")),
        reason(a_calendar(missing_right="write")),
        reason(a_calendar()),
    ]

    assert [str(sentence) for sentence in said] == [
        "The other side does not answer.",
        "It could not be read.",
        "The right to write to this calendar is missing.",
        "",
    ]
