"""Two entries of one person become one, after a question."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from terminbuch.actions.customers import CustomerFields, change
from terminbuch.models import Customer
from tests.builders import SUNDAY_18, make_member, staff
from tests.cast import Business
from tests.staff_pages.pages import Answer, text
from tests.staff_pages.test_customers import GERMAN, PAGE, anna_of, enter


@pytest.fixture
def other(here: Business) -> Customer:
    return enter(here, "A. Weber", "anna@example.org", "030 1234567")


def window(client: Client, keep: Customer, other: Customer) -> Answer:
    return client.get(f"{PAGE}{keep.uid}/merge/", {"with": str(other.uid)}, headers=GERMAN)


def send(client: Client, keep: Customer, **fields: object) -> Answer:
    return client.post(f"{PAGE}{keep.uid}/merge/", fields, headers=GERMAN)


def names_of(business: Business) -> list[str]:
    return list(Customer.objects.of(business.organisation).order_by("name").values_list("name", flat=True))


def test_the_window_shows_both_and_says_what_is_kept(
    manager: Client, here: Business, other: Customer
) -> None:
    answer = window(manager, anna_of(here), other)

    assert (
        "Mit Anna zusammenführen? Bleibt Anna anna@example.org 1 Buchung"
        " Geht darin auf A. Weber anna@example.org 030 1234567 0 Buchungen Umgekehrt: A. Weber behalten"
    ) in text(answer)
    assert "Das lässt sich nicht rückgängig machen. Zusammenführen Schließen, nichts ändern" in text(answer)
    assert names_of(here) == ["A. Weber", "Anna", "Berta"]


def test_after_the_answer_both_are_one(manager: Client, here: Business, other: Customer) -> None:
    anna = anna_of(here)
    versions = re.findall(r'name="version" value="(\d+)"', window(manager, anna, other).content.decode())

    answer = send(manager, anna, **{"with": str(other.uid)}, version=versions)

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}{anna.uid}/")
    assert names_of(here) == ["Anna", "Berta"]
    page = text(manager.get(f"{PAGE}{anna.uid}/", headers=GERMAN))
    assert "Beide Einträge sind jetzt einer." in page
    assert "Telefon 030 1234567" in page


def test_the_merge_stands_in_the_history_of_each_booking(
    manager: Client, here: Business, other: Customer
) -> None:
    send(manager, other, **{"with": str(anna_of(here).uid)}, version=["1", "1"])

    page = text(manager.get(f"/-/staff/salon/bookings/{here.agreed.uid}/", headers=GERMAN))

    assert "Kunden zusammengeführt durch Manager, So, 22.11., 18:00" in page


def test_what_was_changed_meanwhile_is_shown_again(manager: Client, here: Business, other: Customer) -> None:
    change(
        other.uid, CustomerFields("Annabel"), organisation_id=here.organisation.pk, version=1,
        by=staff(make_member(here.organisation, "Dora")), now=SUNDAY_18,
    )  # fmt: skip

    answer = send(manager, anna_of(here), **{"with": str(other.uid)}, version=["1", "1"])

    assert (answer.status_code, names_of(here)) == (409, ["Anna", "Annabel", "Berta"])
    assert "So stehen beide jetzt da." in text(answer)
    assert "Geht darin auf Annabel" in text(answer)


@pytest.mark.parametrize("version", [[], ["1"], ["x", "1"], ["9" * 40, "1"]])
def test_a_form_without_versions_merges_nobody(
    manager: Client, here: Business, other: Customer, version: list[str]
) -> None:
    answer = send(manager, anna_of(here), **{"with": str(other.uid)}, version=version)

    assert (answer.status_code, len(names_of(here))) == (409, 3)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_is_merged_with_oneself(manager: Client, here: Business, method: str) -> None:
    anna = anna_of(here)

    answer = (
        send(manager, anna, **{"with": str(anna.uid)}) if method == "POST" else window(manager, anna, anna)
    )

    assert (answer.status_code, len(names_of(here))) == (404, 2)


def test_without_the_other_one_the_reader_chooses(manager: Client, here: Business, other: Customer) -> None:
    anna = anna_of(here)

    alike = manager.get(f"{PAGE}{anna.uid}/merge/", headers=GERMAN)
    sought = manager.get(f"{PAGE}{anna.uid}/merge/", {"q": "berta"}, headers=GERMAN)
    nobody = manager.get(f"{PAGE}{anna.uid}/merge/", {"q": "anna@"}, headers=GERMAN)
    refused = send(manager, anna, **{"with": "nonsense"})

    assert "Wer ist dieselbe Person wie Anna?" in text(alike)
    assert "A A. Weber anna@example.org, 030 1234567 Zusammenführen" in text(alike)
    assert "B Berta berta@example.org Zusammenführen" in text(sought)
    assert "A. Weber" in text(nobody)
    assert (refused.status_code, len(names_of(here))) == (422, 3)
