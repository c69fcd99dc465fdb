from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text


def page(client: Client, here: Business, **asked: str) -> str:
    response = client.get(reverse("staff_pages:day_sheet", args=[here.organisation.slug]), asked)
    assert response.status_code == 200
    return text(response)


def test_the_next_days_stand_on_it_with_everybody_who_comes(manager: Client, here: Business) -> None:
    said = page(manager, here, **{"from": "2026-11-23", "days": "1"})

    assert "Montag, 23. November Ben 09:00 bis 17:00 Uhr" in said
    assert "09:00 bis 10:00 Uhr Anna Cut" in said.replace("Schneiden", "Cut")
    assert "Berta" in said
    assert "Anfrage, noch nicht bestätigt" in said
    assert "Clara 09:00 bis 17:00 Uhr Nichts gebucht." in said
    assert "Dienstag" not in said


def test_it_begins_today_and_shows_as_many_days_as_are_set(manager: Client, here: Business) -> None:
    said = page(manager, here)

    days = ["Sonntag, 22. November", "Montag, 23. November", "Dienstag, 24. November"]
    assert [day in said for day in days] == [True] * 3
    assert "Mittwoch, 25. November" not in said


def test_a_resource_reads_the_own_part_only(cast: Cast, here: Business) -> None:
    said = page(signed_in(cast.people["resource: another's"]), here, **{"from": "2026-11-23"})

    assert ("Uhr Anna" in said, "Nichts gebucht." in said) == (False, True)


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "gestern", "days": "viele"},
        {"from": "2026-02-30", "days": "0"},
        {"from": "\0", "days": "15"},
        {"from": "9999-12-31", "days": "-1"},
        {"from": "0001-01-01", "days": "٣"},
        {"from": "1" * 10000, "days": "1" * 10000},
    ],
)
def test_what_the_address_says_wrongly_is_as_if_it_said_nothing(
    manager: Client, here: Business, asked: dict[str, str]
) -> None:
    assert "Sonntag, 22. November" in page(manager, here, **asked)
