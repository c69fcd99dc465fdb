"""A server without a public address says that it asks, for nobody can tell it."""

from __future__ import annotations

from typing import Any

import pytest

from terminbuch.queries import health
from terminbuch.queries.reachable import can_be_told
from tests.builders import SUNDAY_18, change, make_calendar, make_salon

ASKED = "As this server has no public address, changes are asked for every two minutes"


@pytest.mark.parametrize(
    ("address", "can_be"),
    [
        ("https://termine.salon.example", True),
        ("https://192.0.32.7", True),
        ("http://termine.salon.example", False),
        ("https://localhost", False),
        ("https://termine.local", False),
        ("https://10.0.0.7", False),
        ("https://[::1]", False),
        ("https://salon", False),
    ],
)
def test_who_can_be_told(settings: Any, address: str, can_be: bool) -> None:
    settings.BASE_URL = address

    assert can_be_told() is can_be


@pytest.mark.django_db
def test_it_is_said_of_calendars_that_could_tell(settings: Any) -> None:
    salon = make_salon()
    change(make_calendar(salon.ben, "CalDAV").connection, kind="caldav")
    change(make_calendar(salon.ben, "Google").connection, kind="google")

    def said() -> list[bool]:
        lines = health.findings(SUNDAY_18, salon.organisation)
        return [ASKED in line.sentence for line in lines if line.code == "calendar"]

    assert said() == [False, True]
    settings.BASE_URL = "https://termine.salon.example"
    assert said() == [False, False]
