"""Private addresses are made, shown again, made anew and ended, each by whom it concerns."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from terminbuch.models import Resource
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/settings/calendar-addresses/"
GERMAN = {"Accept-Language": "de"}


def press(client: Client, resource: Resource, do: str) -> Answer:
    return client.post(f"{PAGE}{resource.uid}/", {"do": do}, headers=GERMAN, follow=True)


def shown(client: Client) -> list[str]:
    page = client.get(PAGE).content.decode()
    return [urlsplit(address).path for address in re.findall(r"http\S+\.ics", page)]


def statuses(paths: list[str]) -> list[int]:
    return [Client().get(path).status_code for path in paths]


def test_an_address_is_made_and_shown_again(manager: Client, here: Business) -> None:
    assert "Ben Adresse anlegen : Ben Es gibt noch keine Adresse." in text(manager.get(PAGE, headers=GERMAN))

    answer = press(manager, here.salon.ben, "make")

    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Die Adresse von Ben ist angelegt." in text(answer)
    assert statuses(shown(manager)) == [200, 200]


def test_new_ones_end_the_old_ones_and_can_be_ended_themselves(manager: Client, here: Business) -> None:
    press(manager, here.salon.ben, "make")
    old = shown(manager)

    press(manager, here.salon.ben, "make")
    new = shown(manager)
    assert (statuses(old), statuses(new)) == ([404, 404], [200, 200])

    assert "Die Adresse von Ben antwortet nicht mehr." in text(press(manager, here.salon.ben, "revoke"))
    assert (shown(manager), statuses(new)) == ([], [404, 404])


def test_the_log_tells_of_it(manager: Client, here: Business) -> None:
    press(manager, here.salon.ben, "make")
    press(manager, here.salon.ben, "revoke")

    log = text(manager.get("/-/staff/salon/settings/history/?topic=calendars", headers=GERMAN))
    assert "Angelegt Adresse zum Abonnieren" in log
    assert "Beendet Adresse zum Abonnieren" in log


def test_a_resource_has_the_own_one_only(cast: Cast, here: Business) -> None:
    ben = signed_in(cast.people["resource: own"])

    assert press(ben, here.salon.ben, "make").status_code == 200
    assert press(ben, here.salon.clara, "make").status_code == 404
    assert "Clara" not in text(ben.get(PAGE, headers=GERMAN)).partition("Adressen zum Abonnieren")[2]


@pytest.mark.parametrize("do", ["", "\x00"])
def test_an_odd_form_makes_nothing(do: str, manager: Client, here: Business) -> None:
    answer = press(manager, here.salon.ben, do)

    assert (answer.status_code, shown(manager)) == (422, [])
    assert "Bitte wählen Sie, was geschehen soll." in text(answer)
