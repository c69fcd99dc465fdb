"""A sheet each to print, with the business's own address, deadlines and telephone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from terminbuch.staff_pages.guides.code import code
from terminbuch.staff_pages.help import TOPICS
from tests.builders import change, make_service
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text

GUIDES = "/-/staff/salon/guides/"
GERMAN = {"Accept-Language": "de"}
OWN = "Buchungsseite localhost:8000/salon Telefon 030 1234567 Adresse Lindenstraße 12, 10969 Berlin"


@pytest.mark.parametrize(
    ("guide", "heading", "english"),
    [
        ("reception", "Am Empfang", "At reception"),
        ("team", "Für das Team", "For the team"),
        ("customers", "Buchen Sie Ihren Termin online", "Book your appointment online"),
    ],
)
def test_each_guide_is_there_in_both_languages(
    manager: Client, guide: str, heading: str, english: str
) -> None:
    page = text(manager.get(f"{GUIDES}{guide}/", headers=GERMAN))

    assert f"Salon Anna {heading}" in page
    assert OWN in page
    assert f"Salon Anna {english}" in text(
        manager.get(f"{GUIDES}{guide}/", headers={"Accept-Language": "en"})
    )


def test_one_deadline_for_all_is_said_once(manager: Client, here: Business) -> None:
    change(here.salon.cut, cut_off_minutes=1440)
    change(here.colour, cut_off_minutes=1440)

    page = text(manager.get(f"{GUIDES}customers/", headers=GERMAN))

    assert page.endswith("Online verlegen und absagen bis 24 Stunden vor dem Beginn")


def test_several_deadlines_name_their_services(manager: Client, here: Business) -> None:
    change(here.salon.cut, cut_off_minutes=90)
    make_service(here.organisation, "hidden", is_online=False, cut_off_minutes=5000)

    page = text(manager.get(f"{GUIDES}customers/", headers=GERMAN))

    assert page.endswith("bis zum Beginn: Ansatz färben bis 1 Std. 30 Min. vor dem Beginn: Schneiden")


def test_reception_reads_how_long_requests_wait_and_what_it_may(manager: Client, here: Business) -> None:
    page = text(manager.get(f"{GUIDES}reception/", headers=GERMAN))
    assert "Anfragen warten auf Antwort 48 Stunden" in page
    assert "Außerhalb der Öffnungszeiten und in Abwesenheiten dürfen Sie nach einer Warnung buchen." in page

    change(here.organisation, reception_overrides=False)

    assert "nach einer Warnung" not in text(manager.get(f"{GUIDES}reception/", headers=GERMAN))


def test_the_code_is_drawn_on_the_page(manager: Client) -> None:
    page = manager.get(f"{GUIDES}customers/").content.decode()

    assert f'<path d="{code("http://localhost:8000/salon/").path}"/>' in page
    assert re.search(r"<img|https?://(?!localhost)", page.partition("<article")[2]) is None


def test_a_code_says_where_its_dark_squares_are() -> None:
    drawn = code("https://example.org/")

    assert drawn.side == 25 + 8
    assert drawn.path.startswith("M4 4h1v1h-1zM5 4h1v1h-1z")


@pytest.mark.parametrize("who", ["owner", "reception", "resource: own", "read only"])
def test_help_is_open_to_everybody_in_the_team(cast: Cast, who: str) -> None:
    client = signed_in(cast.people[who])

    page = client.get("/-/staff/salon/help/", headers=GERMAN).content.decode()

    assert [name for name in TOPICS if f'<dt id="{name}">' not in page] == []
    assert f'href="{GUIDES}reception/"' in page
    assert ('href="/-/staff/salon/practice/"' in page) is (who == "owner")
    assert 'href="/-/staff/salon/help/"' in client.get("/-/staff/salon/more/").content.decode()
