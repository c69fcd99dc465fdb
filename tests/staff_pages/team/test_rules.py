"""How a team signs in, and the own web address."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.models import HistoryEntry, Organisation
from tests.cast import Cast, signed_in
from tests.staff_pages.pages import Answer, text

RULES, HOST = "/-/staff/salon/settings/sign-in-rules/", "/-/staff/salon/settings/hostname/"
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def owner(cast: Cast) -> Client:
    return signed_in(cast.people["owner"])


def save(client: Client, path: str, **typed: str) -> Answer:
    """What the page showed comes back with the form."""
    seen = client.get(path).context["seen"]
    return client.post(path, {"seen": seen, **typed}, headers=GERMAN)


def salon() -> Organisation:
    return Organisation.objects.get(slug="salon")


def test_an_owner_asks_everybody_for_a_second_factor_and_the_log_says_so(owner: Client) -> None:
    shown = text(owner.get(RULES, headers=GERMAN))

    assert save(owner, RULES, requires_second_factor="on").status_code == 303

    assert "Bisher ohne zweiten Faktor" in shown
    assert salon().requires_second_factor
    entry = HistoryEntry.objects.of(salon()).get(what="setting_changed")
    assert entry.facts["to"] == {"requires_second_factor": True}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Termine.Salon.Example", "termine.salon.example"),
        (" termine.salon.example ", "termine.salon.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("", None),
    ],
)
def test_an_own_address_is_kept_as_dns_has_it(owner: Client, typed: str, kept: str | None) -> None:
    assert save(owner, HOST, hostname=typed).status_code == 303

    assert salon().hostname == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("https://termine.example", "Bitte geben Sie nur den Namen des Hosts an"),
        ("termine", "Bitte geben Sie nur den Namen des Hosts an"),
        ("192.0.2.1", "Bitte geben Sie nur den Namen des Hosts an"),
        ("a..b", "Bitte geben Sie nur den Namen des Hosts an"),
        ("x" * 10000, "Bitte geben Sie nur den Namen des Hosts an"),
        ("\x00", "Fehler"),
        ("theirs.example", "Diese Adresse ist schon vergeben."),
    ],
)
def test_what_is_no_address_is_said_by_the_field(owner: Client, typed: str, sentence: str) -> None:
    Organisation.objects.filter(slug="barber").update(hostname="theirs.example")

    answer = save(owner, HOST, hostname=typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert salon().hostname is None


def test_the_page_says_what_else_it_needs(owner: Client) -> None:
    save(owner, HOST, hostname="termine.salon.example")

    said = text(owner.get(HOST, headers=GERMAN))

    assert "CNAME auf localhost" in said
    assert "Ihre Buchungsseite: http://termine.salon.example" in said
