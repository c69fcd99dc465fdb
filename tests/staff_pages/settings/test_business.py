"""What a business says about itself: how it is called and reached, and where its page is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from terminbuch.models import HistoryEntry, OldSlug, Organisation
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import text
from tests.staff_pages.settings.sent import GERMAN, PAGE, look, send, shown

CHANGED: dict[str, Any] = {
    "name": "Salon am Markt",
    "slug": "am-markt",
    "language": "en",
    "email": "Post@example.org",
    "phone": "030 1234567",
    "imprint_url": "https://example.org/impressum",
    "privacy_url": "https://example.org/datenschutz",
}


def facts(here: Business) -> dict[str, Any]:
    return dict(Organisation.objects.values(*CHANGED).get(pk=here.organisation.pk))


def test_the_first_page_leads_to_all_that_can_be_set(manager: Client) -> None:
    page = look(manager, "")

    assert "Einstellungen" in text(page)
    assert f'href="{PAGE}business/"' in page.content.decode()
    assert f'href="{PAGE}look/"' in page.content.decode()


def test_what_is_for_the_owner_alone_is_not_drawn_for_a_manager(cast: Cast) -> None:
    reception = signed_in(cast.people["reception"]).get("/-/staff/salon/more/").content.decode()
    manager = signed_in(cast.people["manager"]).get("/-/staff/salon/more/").content.decode()

    assert PAGE not in reception
    assert PAGE in manager


def test_the_facts_are_saved_and_the_log_says_what_they_were(manager: Client, here: Business) -> None:
    answer = send(manager, "business/", **CHANGED)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/am-markt/settings/business/")
    assert facts(here) == CHANGED
    entry = HistoryEntry.objects.of(here.organisation).get(what="setting_changed")
    assert entry.facts["was"] | entry.facts["to"] == {name: CHANGED[name] for name in entry.facts["to"]}


def test_the_old_address_leads_to_the_new_one(manager: Client, here: Business, client: Client) -> None:
    send(manager, "business/", slug="am-markt")

    assert client.get("/salon/cut/?lang=de").headers["Location"] == "/am-markt/cut/?lang=de"
    assert OldSlug.objects.get(organisation=here.organisation).slug == "salon"


def test_saving_what_is_there_changes_nothing(manager: Client, here: Business) -> None:
    was = facts(here)

    assert send(manager, "business/").status_code == 303
    assert facts(here) == was
    assert not HistoryEntry.objects.of(here.organisation).filter(what="setting_changed").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Bitte geben Sie einen Namen an."),
        ({"name": "a" * 121}, "höchstens 120 Zeichen"),
        ({"name": "Salon\x00"}, "Steuerzeichen"),
        ({"slug": ""}, "Bitte geben Sie eine Adresse an."),
        ({"slug": "café ../../x"}, "nur die Buchstaben a bis z"),
        ({"slug": "-salon"}, "nur die Buchstaben a bis z"),
        ({"slug": "SALON"}, "nur die Buchstaben a bis z"),
        ({"slug": "a" * 64}, "höchstens 63 Zeichen"),
        ({"slug": "barber"}, "Diese Adresse ist schon vergeben."),
        ({"language": "fr"}, "Bitte wählen Sie aus der Liste."),
        ({"email": ""}, "Bitte geben Sie eine E-Mail-Adresse an."),
        ({"email": "salon@"}, "Bitte"),
        ({"phone": "12"}, "Bitte prüfen Sie die Telefonnummer."),
        ({"imprint_url": "javascript:alert(1)"}, "Bitte geben Sie eine ganze Adresse an"),
        ({"imprint_url": "https://[example.org"}, "Bitte geben Sie eine ganze Adresse an"),
        ({"privacy_url": "https://example.org/" + "a" * 200}, "höchstens 200 Zeichen"),
        ({"name": ["", ""]}, "Bitte geben Sie einen Namen an."),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(
    manager: Client, here: Business, fields: dict[str, Any], sentence: str
) -> None:
    was = facts(here)

    answer = send(manager, "business/", **({"privacy_url": "https://example.org/kept"} | fields))

    assert (answer.status_code, facts(here)) == (422, was)
    assert "Fehler:" in text(answer)
    assert sentence in text(answer)
    assert "https://example.org/kept" in answer.content.decode() or "privacy_url" in fields


def test_missing_fields_are_asked_for(manager: Client, here: Business) -> None:
    was = facts(here)

    answer = manager.post(f"{PAGE}business/", {}, headers=GERMAN)

    assert (answer.status_code, facts(here)) == (422, was)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(manager: Client, here: Business) -> None:
    mine = shown(manager, "business/")
    send(manager, "business/", name="Salon am Markt")

    for _again in range(2):
        answer = manager.post(f"{PAGE}business/", mine | {"name": "Salon Anna"}, headers=GERMAN)

        assert (answer.status_code, facts(here)["name"]) == (409, "Salon am Markt")
        assert "Es wurde nichts überschrieben." in text(answer)
        assert 'value="Salon Anna"' in answer.content.decode()
        mine = shown(manager, "business/") | {"seen": mine["seen"]}
