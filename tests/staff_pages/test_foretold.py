"""Before an absence is entered or changed, and before a place is closed: what would follow."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Absence
from tests.builders import berlin
from tests.cast import Business
from tests.staff_pages.pages import Answer, text

STAFF = "/-/staff/salon/"
GERMAN = {"Accept-Language": "de"}
MONDAY = {"since": "2026-11-23", "until": "2026-11-23", "length": "range"}
WHO = "Mo, 23.11., 09:00 Anna Mo, 23.11., 10:00 Berta"
FOLLOWS = "Vorschau ansehen Buchungen lägen außerhalb 2 buchbare Zeiten weniger in 30 Tagen"


def look(client: Client, page: str, **said: str) -> Answer:
    return client.post(f"{STAFF}{page}", {"do": "look", **MONDAY, **said}, headers=GERMAN)


def test_of_an_absence(manager: Client) -> None:
    page = text(look(manager, "absences/new/", who="ben", kind="illness"))

    assert FOLLOWS in page
    assert WHO in page


def test_of_an_absence_until_further_notice_with_services_that_nobody_is_left_for(manager: Client) -> None:
    page = text(look(manager, "absences/new/", who="ben", kind="illness", length="open"))

    assert "Leistungen ohne jemanden Ansatz färben 1" in page


def test_of_a_closed_day(manager: Client) -> None:
    page = text(look(manager, "closures/new/", where="mitte"))

    assert FOLLOWS in page
    assert WHO in page


@pytest.mark.parametrize(("until", "sentence"), [("2026-11-24", "lägen außerhalb 0"), ("2026-11-23", "")])
def test_of_an_absence_that_is_changed_only_what_is_new(
    manager: Client, here: Business, until: str, sentence: str
) -> None:
    away = Absence.objects.create(
        organisation=here.organisation, resource=here.salon.ben,
        starts_at=berlin(23, 0), ends_at=berlin(24, 0),
    )  # fmt: skip

    page = text(look(manager, f"absences/{away.uid}/edit/", until=until))

    assert ("Vorschau ansehen" in page) is bool(sentence)
    assert sentence in page


def test_nothing_is_foretold_as_long_as_nobody_is_named(manager: Client) -> None:
    assert "Vorschau ansehen" not in text(look(manager, "absences/new/", kind="illness"))
