"""A connection is opened for whoever asks the other side, and for nobody else."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from terminbuch.calendars.accounts import account_of
from terminbuch.calendars.kind import Account
from terminbuch.calendars.troubles import SignedOut
from terminbuch.models import CalendarConnection
from tests.builders import SUNDAY_18


def a_connection(**fields: Any) -> CalendarConnection:
    values = {"name": "Ben", "zone_name": "Europe/Berlin", "created_at": SUNDAY_18}
    connection = CalendarConnection(**values | fields)
    connection.secret = {"password": "ben-im-salon"}
    return connection


def test_an_account_holds_all_that_is_needed_to_ask() -> None:
    connection = a_connection(
        kind="caldav", address="https://dav.example/", username="ben", hosts=["p01.dav.example"],
        owner_addresses=["Ben@Salon.example"],
    )  # fmt: skip

    account = account_of(connection, now=SUNDAY_18)

    assert account == Account(
        kind="caldav",
        address="https://dav.example/",
        username="ben",
        secret={"password": "ben-im-salon"},
        hosts=frozenset({"p01.dav.example"}),
        owners=frozenset({"ben@salon.example"}),
        zone=ZoneInfo("Europe/Berlin"),
    )
    assert "ben-im-salon" not in repr(account)


def test_a_secret_that_no_key_opens_asks_for_signing_in_again(settings: Any) -> None:
    connection = a_connection(kind="feed")
    settings.STORAGE_KEYS = ["a key that came later, without the old one behind it"]

    with pytest.raises(SignedOut, match="no configured key"):
        account_of(connection, now=SUNDAY_18)
