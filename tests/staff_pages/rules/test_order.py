"""Services and their headings stand in the order of the business, moved by buttons."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import Service, ServiceGroup
from terminbuch.queries.services import online_services
from tests.builders import change, make_service
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.rules.sent import GERMAN, SERVICES, send

ORDER, GROUPS = f"{SERVICES}-/order/", f"{SERVICES}-/groups/"


@pytest.fixture
def shelves(here: Business) -> list[ServiceGroup]:
    """Hair with cut and colour, later with a perm; a beard stands under no heading."""
    hair = ServiceGroup.objects.create(organisation=here.organisation, name_de="Haare", name_en="Hair")
    change(here.group, position=1)
    perm, beard = make_service(here.organisation, "perm"), make_service(here.organisation, "beard")
    for place, (row, group) in enumerate(
        [(here.salon.cut, hair), (here.colour, hair), (perm, here.group), (beard, None)]
    ):
        change(row, group=group, position=place)
    return [hair, here.group]


def standing(here: Business) -> list[list[str]]:
    return [[row.slug for row in group.services] for group in online_services(here.organisation)]


def move(client: Client, line: Any, way: str) -> Answer:
    return client.post(ORDER, {"line": line, "way": way})


@pytest.mark.usefixtures("shelves")
def test_a_service_moves_within_its_heading(manager: Client, here: Business) -> None:
    answer = move(manager, "colour", "up")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SERVICES}#colour")
    assert standing(here) == [["colour", "cut"], ["perm"], ["beard"]]


@pytest.mark.usefixtures("shelves")
@pytest.mark.parametrize(
    ("line", "way"), [("cut", "up"), ("colour", "down"), ("perm", "up"), ("beard", "down")]
)
def test_the_first_stays_first_and_the_last_last(
    manager: Client, here: Business, line: str, way: str
) -> None:
    assert move(manager, line, way).status_code == 303
    assert standing(here) == [["cut", "colour"], ["perm"], ["beard"]]


@pytest.mark.usefixtures("shelves")
def test_only_ways_that_lead_somewhere_are_drawn(manager: Client) -> None:
    page = manager.get(SERVICES, headers=GERMAN).content.decode()

    assert "Schneiden nach oben" not in page
    assert "Schneiden nach unten" in page
    assert "Ansatz färben nach oben" in page
    assert "Ansatz färben nach unten" not in page


def test_whoever_changes_no_settings_sees_no_buttons(cast: Cast) -> None:
    page = signed_in(cast.people["reception"]).get(SERVICES, headers=GERMAN).content.decode()

    assert "nach unten" not in page
    assert "Neue Leistung" not in page


@pytest.mark.parametrize(("line", "way"), [("tour", "up"), ("\x00", "up"), ("cut", ""), ("cut", "left")])
def test_what_cannot_be_is_refused(manager: Client, line: str, way: str) -> None:
    assert move(manager, line, way).status_code == 400


def test_headings_are_added_last(manager: Client, here: Business) -> None:
    answer = send(manager, GROUPS, name_de="Bart", name_en="")

    rows = list(ServiceGroup.objects.of(here.organisation).values_list("name_de", "name_en", "position"))
    assert (answer.status_code, rows) == (303, [("Später", "Later", 0), ("Bart", "Bart", 1)])


@pytest.mark.parametrize("name", ["", " ", "x" * 121, "a\x00b"])
def test_a_heading_without_a_name_is_refused(manager: Client, here: Business, name: str) -> None:
    assert send(manager, GROUPS, name_de=name, name_en="").status_code == 422
    assert ServiceGroup.objects.of(here.organisation).count() == 1


def test_headings_move(manager: Client, here: Business, shelves: list[ServiceGroup]) -> None:
    answer = manager.post(f"{GROUPS}order/", {"line": shelves[1].uid, "way": "up"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{GROUPS}#{shelves[1].uid}")
    assert standing(here) == [["perm"], ["cut", "colour"], ["beard"]]


def test_a_heading_is_renamed(manager: Client, here: Business) -> None:
    page = f"{GROUPS}{here.group.uid}/"

    assert send(manager, page, name_de="Danach", name_en="Later").status_code == 303
    assert here.group.name_de == "Danach"
    assert send(manager, page, name_de="", name_en="Later").status_code == 422


def test_the_services_of_a_removed_heading_stay(
    manager: Client, here: Business, shelves: list[ServiceGroup]
) -> None:
    page = f"{GROUPS}{shelves[0].uid}/remove/"

    asked = text(manager.get(page, headers=GERMAN))
    send(manager, page)

    assert "Die Überschrift Haare entfernen? Ihre Leistungen bleiben." in asked
    assert standing(here) == [["perm"], ["cut", "colour", "beard"]]
    assert Service.objects.of(here.organisation).count() == 4
