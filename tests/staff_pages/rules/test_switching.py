"""A service is switched off and on, copied, or removed if it was never booked."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import Requirement, Service
from tests.builders import change, make_service, needs
from tests.cast import Business
from tests.staff_pages.pages import text
from tests.staff_pages.rules.sent import CUT, GERMAN, SERVICES, seen, send


def cut(here: Business) -> Service:
    return Service.objects.of(here.organisation).get(slug="cut")


def test_switched_off_nobody_books_it_and_what_is_booked_stays(manager: Client, here: Business) -> None:
    answer = manager.post(f"{CUT}switch/", {"to": "off", "seen": seen(manager, CUT)}, headers=GERMAN)

    assert (answer.status_code, cut(here).is_active) == (303, False)
    page = text(manager.get(CUT, headers=GERMAN))
    assert "Die Leistung ist ausgeschaltet: Niemand kann sie buchen. 1 bevorstehende Buchung bleibt" in page
    assert "Leistung einschalten" in page


def test_it_can_be_switched_on_again(manager: Client, here: Business) -> None:
    change(here.salon.cut, is_active=False)

    manager.post(f"{CUT}switch/", {"to": "on", "seen": seen(manager, CUT)})

    assert cut(here).is_active


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    manager.post(f"{CUT}switch/", {"to": "off", "seen": "0" * 32})

    assert cut(here).is_active
    assert "Jemand anders hat das eben geändert." in text(manager.get(CUT, headers=GERMAN))


@pytest.mark.parametrize("to", ["", "maybe", "\x00"])
def test_it_is_on_or_off(manager: Client, here: Business, to: str) -> None:
    assert manager.post(f"{CUT}switch/", {"to": to}).status_code == 400
    assert cut(here).is_active


def test_a_copy_is_not_seen_by_customers_yet(manager: Client, here: Business) -> None:
    answer = manager.post(f"{CUT}duplicate/", headers=GERMAN)

    copy = Service.objects.of(here.organisation).get(slug="cut-2")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{SERVICES}cut-2/texts/")
    assert (copy.name_de, copy.name_en, copy.is_online, copy.position) == (
        "Schneiden (Kopie)", "Cut (copy)", False, 2,
    )  # fmt: skip
    assert Requirement.objects.of(here.organisation).filter(service=copy).count() == 1
    assert "Das ist die Kopie." in text(manager.get(answer.headers["Location"], headers=GERMAN))


def test_a_copy_of_a_long_name_fits(manager: Client, here: Business) -> None:
    change(here.salon.cut, name_de="x" * 120, name_en="y" * 120)

    manager.post(f"{CUT}duplicate/")

    copy = Service.objects.of(here.organisation).get(slug="cut-2")
    assert (copy.name_de, copy.name_en) == ("x" * 110 + " (Kopie)", "y" * 110 + " (copy)")


def test_what_does_not_fit_together_is_not_copied(manager: Client, here: Business) -> None:
    change(here.salon.cut, max_per_day=0)

    assert manager.post(f"{CUT}duplicate/").status_code == 303
    assert "Das passt nicht zusammen." in text(manager.get(CUT, headers=GERMAN))
    assert Service.objects.of(here.organisation).count() == 2


def test_a_service_that_was_never_booked_is_removed_after_a_question(manager: Client, here: Business) -> None:
    needs(make_service(here.organisation, "perm", name_de="Dauerwelle"), here.salon.ben)
    page = f"{SERVICES}perm/remove/"

    asked = text(manager.get(page, headers=GERMAN))
    answer = send(manager, page)

    assert "Dauerwelle entfernen? Sie wurde nie gebucht." in asked
    assert (answer.status_code, answer.headers["Location"]) == (303, SERVICES)
    assert not Service.objects.of(here.organisation).filter(slug="perm").exists()
    assert "Dauerwelle ist entfernt." in text(manager.get(SERVICES, headers=GERMAN))


def test_a_service_that_was_booked_stays(manager: Client, here: Business) -> None:
    page = manager.get(f"{CUT}remove/", headers=GERMAN)
    answer = send(manager, f"{CUT}remove/")

    assert "Sie wurde schon gebucht und muss bleiben" in text(page)
    assert 'data-kind="danger"' not in page.content.decode()
    assert (answer.status_code, cut(here)) == (409, here.salon.cut)
