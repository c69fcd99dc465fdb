"""What is offered, in groups, for everybody who sees all bookings."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import ServiceGroup
from tests.builders import change, make_service, needs
from tests.cast import Business, Cast, signed_in
from tests.queries.asked import number_of_queries
from tests.staff_pages.pages import text

PAGE = "/-/staff/salon/services/"
GERMAN = {"Accept-Language": "de"}


def test_every_service_says_how_long_it_takes_what_it_costs_and_who_can_do_it(
    manager: Client, here: Business
) -> None:
    change(here.salon.cut, price_de="45 €", price_en="€45")

    page = manager.get(PAGE, headers=GERMAN)

    assert "Schneiden 1 Std. · 45 € bei Ben, Clara Online Ansatz färben 1 Std. bei Ben Online" in text(page)
    assert "1 hr · €45 with Ben, Clara Online" in text(manager.get(PAGE, headers={"Accept-Language": "en"}))


def test_internal_and_inactive_ones_stand_there_as_well(manager: Client, here: Business) -> None:
    make_service(here.organisation, "inventory", name_de="Inventur", is_online=False)
    make_service(here.organisation, "perm", name_de="Dauerwelle", is_active=False)

    page = text(manager.get(PAGE, headers=GERMAN))

    assert "Inventur 1 Std. Das kann noch niemand. Intern" in page
    assert "Dauerwelle 1 Std. Das kann noch niemand. Nicht aktiv" in page


def test_groups_have_their_heading(manager: Client, here: Business) -> None:
    group = ServiceGroup.objects.create(organisation=here.organisation, name_de="Haare", name_en="Hair")
    change(here.colour, group=group)

    assert "Haare Ansatz färben 1 Std." in text(manager.get(PAGE, headers=GERMAN))


def test_who_is_no_longer_active_is_not_named(manager: Client, here: Business) -> None:
    change(here.salon.ben, is_active=False)

    assert "Schneiden 1 Std. bei Clara Online" in text(manager.get(PAGE, headers=GERMAN))


@pytest.mark.parametrize(("who", "is_link"), [("owner", True), ("reception", False), ("read only", False)])
def test_only_who_sets_rules_is_led_to_them(cast: Cast, who: str, is_link: bool) -> None:
    page = signed_in(cast.people[who]).get(PAGE, headers=GERMAN).content.decode()

    assert "<b>Schneiden</b>" in page
    assert ('href="/-/staff/salon/services/cut/"' in page) is is_link


def test_whoever_sees_only_the_own_bookings_finds_no_way_there(cast: Cast) -> None:
    found = {
        who: [
            f'href="{PAGE}"' in signed_in(cast.people[who]).get(f"/-/staff/salon/{page}/").content.decode()
            for page in ("tasks", "more")
        ]
        for who in ("manager", "read only", "resource: own")
    }

    assert found == {"manager": [True, True], "read only": [True, True], "resource: own": [False, False]}


def test_more_services_ask_no_more_questions(manager: Client, here: Business) -> None:
    few = number_of_queries(lambda: manager.get(PAGE))
    needs(make_service(here.organisation, "perm"), here.salon.ben, here.salon.clara)

    assert number_of_queries(lambda: manager.get(PAGE)) == few
