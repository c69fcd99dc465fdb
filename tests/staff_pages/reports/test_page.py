from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from terminbuch.actions.asking import COMMAND
from terminbuch.actions.booking import cancel, mark_missed
from terminbuch.staff_pages.reports.file import plain
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, berlin, change, make_booking
from tests.cast import Business
from tests.staff_pages.pages import text

WEEK = {"last": "2026-11-23", "weeks": "4"}


def read(client: Client, here: Business, page: str = "reports", language: str = "de", **asked: str) -> str:
    address = reverse(f"staff_pages:{page}", args=[here.organisation.slug])
    response = client.get(address, asked or WEEK, headers={"Accept-Language": language})
    assert response.status_code == 200
    return response.content.decode() if page != "reports" else text(response)


@pytest.fixture
def busy(here: Business) -> Business:
    """Besides the two of the cast: one who did not come, and one who cancelled."""
    gone = make_booking(here.salon.cut, at=TUESDAY_9, who="Carla", resource_id=here.salon.ben.pk)
    cancel(gone.pk, by=COMMAND, now=SUNDAY_18)
    mark_missed(here.agreed.pk, by=COMMAND, now=MONDAY_9)
    return here


def test_what_was_booked_cancelled_and_missed_is_said_by_week_and_by_service(
    manager: Client, busy: Business
) -> None:
    said = read(manager, busy)

    assert "Auswertungen 2. bis 29. November" in said.replace(" – ", " bis ")
    assert "2 gebucht 1 abgesagt 1 nicht gekommen" in said
    assert "Schneiden 1 1 1 1 Std. 50 %" in said
    assert "Ansatz färben 1 0 0 1 Std. 50 %" in said


def test_how_full_everybody_is_stands_in_words_beside_the_bars(manager: Client, busy: Business) -> None:
    said = read(manager, busy)

    assert "Ben 1 % 2 Std. von 160 Std. Clara 0 % 0 Min. von 160 Std." in said


def test_a_business_without_appointments_is_told_when_numbers_come(manager: Client, here: Business) -> None:
    said = read(manager, here, last="2020-01-01", weeks="4")

    assert "In diesen Wochen wurde nichts gebucht." in said


def test_the_file_has_a_line_for_each_week_of_each_thing(manager: Client, busy: Business) -> None:
    lines = read(manager, busy, "report_file").removeprefix("\ufeff").split("\r\n")

    assert lines[0] == (
        "week;of;name;bookings;cancelled;missed;minutes_booked;minutes_there;minutes_used;percent_used"
    )
    assert "2026-11-23;business;;2;1;1;120;;;" in lines
    assert "2026-11-23;service;Schneiden;1;1;1;60;;;" in lines
    assert "2026-11-23;resource;Ben;;;;;2400;120;5" in lines
    assert len(lines) == 1 + 4 * (1 + 2 + 3) + 1


def test_the_file_is_downloaded_in_the_spelling_of_the_readers_language(
    manager: Client, busy: Business
) -> None:
    address = reverse("staff_pages:report_file", args=[busy.organisation.slug])

    answer = manager.get(address, WEEK, headers={"Accept-Language": "en"})

    assert answer["Content-Disposition"] == 'attachment; filename="salon-2026-11-02-4.csv"'
    assert b"2026-11-23,service,Cut,1,1,1,60,,," in answer.content


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx"])
def test_no_name_becomes_a_formula(manager: Client, busy: Business, name: str) -> None:
    change(busy.salon.ben, name=name)

    assert f"resource;'{name};" in read(manager, busy, "report_file")
    assert (plain("Ben"), plain(-5)) == ("Ben", -5)


@pytest.mark.parametrize(
    "asked",
    [
        {"last": "gestern", "weeks": "viele"},
        {"last": "2026-02-30", "weeks": "0"},
        {"last": "\0", "weeks": "٤"},
        {"last": "9999-12-31", "weeks": "53"},
        {"last": "0001-01-01", "weeks": "-4"},
        {"last": "1" * 10000, "weeks": "1" * 10000},
    ],
)
def test_what_the_address_says_wrongly_is_as_if_it_said_nothing(
    manager: Client, here: Business, asked: dict[str, str]
) -> None:
    make_booking(here.salon.cut, at=berlin(23, 9) + timedelta(days=1), who="Dora")

    assert "31. August bis 22. November" in read(manager, here, **asked).replace(" – ", " bis ")
