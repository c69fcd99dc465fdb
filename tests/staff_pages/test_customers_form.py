"""Customers are entered and changed, and nobody twice without being asked (S33, S34)."""

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

ZOE = {
    "name": "Zoe Vogt",
    "email": "Zoe@example.org",
    "phone": "030 1234567",
    "language": "en",
    "note": "Mag Tee.\nKein Haarspray.",
    "consents": "on",
}


def send(client: Client, path: str, fields: dict[str, str]) -> Answer:
    return client.post(PAGE + path, fields, headers=GERMAN)


def hidden(answer: Answer, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found
    return found[1]


def kept(business: Business, name: str) -> tuple[object, ...]:
    customer = Customer.objects.of(business.organisation).get(name=name)
    return (
        customer.email, customer.phone, customer.language, customer.note, customer.consented_at,
        customer.version,
    )  # fmt: skip


def number_of(business: Business) -> int:
    return Customer.objects.of(business.organisation).count()


def test_a_new_customer_is_entered(manager: Client, here: Business) -> None:
    answer = send(manager, "new/", ZOE)

    zoe = Customer.objects.of(here.organisation).get(name="Zoe Vogt")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}{zoe.uid}/")
    assert kept(here, "Zoe Vogt") == (
        "Zoe@example.org", "030 1234567", "en", "Mag Tee.\nKein Haarspray.", SUNDAY_18, 1,
    )  # fmt: skip
    assert "Zoe Vogt ist angelegt." in text(manager.get(answer.headers["Location"], headers=GERMAN))


def test_the_form_speaks_the_language_of_the_business_and_takes_over_a_name(manager: Client) -> None:
    page = manager.get(f"{PAGE}new/?name=Zoe+%3Cb%3E", headers=GERMAN).content.decode()

    assert 'value="Zoe &lt;b&gt;"' in page
    assert '<option value="de" selected>Deutsch</option>' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": " "}, "Bitte geben Sie einen Namen an."),
        ({"email": "zoe@"}, "Bitte"),
        ({"phone": "12"}, "Bitte prüfen Sie die Telefonnummer."),
        ({"language": "fr"}, "Sprache"),
        ({"language": ""}, "Bitte wählen Sie eine Sprache."),
        ({"name": "Zoe\x00"}, "Bitte"),
        ({"note": "a" * 2001}, "höchstens 2000 Zeichen"),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_what_was_typed(
    manager: Client, here: Business, fields: dict[str, str], sentence: str
) -> None:
    answer = send(manager, "new/", ZOE | fields)

    assert (answer.status_code, number_of(here)) == (422, 2)
    assert "Fehler: Neuer Kunde" in text(answer)
    assert sentence in text(answer)
    assert "Kein Haarspray." in answer.content.decode() or "note" in fields
    assert answer.content.decode().count("autofocus") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Zoe", "email": "ANNA@example.org"},
        {"name": "anna", "email": ""},
    ],
)
def test_who_is_known_already_is_shown_before_a_second_row_is_made(
    manager: Client, here: Business, fields: dict[str, str]
) -> None:
    answer = send(manager, "new/", ZOE | {"phone": ""} | fields)

    assert (answer.status_code, number_of(here)) == (409, 2)
    assert "Es gibt schon: Anna anna@example.org Öffnen Trotzdem anlegen" in text(answer)
    assert f'href="{PAGE}{anna_of(here).uid}/"' in answer.content.decode()


def test_the_same_number_in_another_spelling_is_noticed(manager: Client, here: Business) -> None:
    enter(here, "Zora", phone="+49 (0)30 1234567")

    assert "Es gibt schon: Zora +49 (0)30 1234567" in text(send(manager, "new/", ZOE))


def test_two_people_may_share_an_address(manager: Client, here: Business) -> None:
    fields = ZOE | {"email": "anna@example.org"}
    anyway = re.search(r'name="anyway" value="([^"]+)"', send(manager, "new/", fields).content.decode())
    assert anyway

    assert send(manager, "new/", fields | {"anyway": anyway[1]}).status_code == 303
    assert kept(here, "Zoe Vogt")[0] == "anna@example.org"


def test_the_answer_counts_for_those_who_were_shown(manager: Client, here: Business) -> None:
    answer = send(manager, "new/", ZOE | {"email": "anna@example.org", "anyway": str(anna_of(here).uid)})
    assert answer.status_code == 303

    again = send(manager, "new/", ZOE | {"email": "berta@example.org", "anyway": str(anna_of(here).uid)})

    assert (again.status_code, number_of(here)) == (409, 3)


def test_a_change_is_saved(manager: Client, here: Business) -> None:
    path = f"{anna_of(here).uid}/edit/"
    form = manager.get(PAGE + path, headers=GERMAN)
    assert 'value="anna@example.org"' in form.content.decode()

    answer = send(manager, path, ZOE | {"version": hidden(form, "version")})

    assert answer.status_code == 303
    assert kept(here, "Zoe Vogt") == (
        "Zoe@example.org", "030 1234567", "en", "Mag Tee.\nKein Haarspray.", SUNDAY_18, 2,
    )  # fmt: skip


def test_consent_shows_the_day_on_which_it_was_given(manager: Client, here: Business) -> None:
    send(manager, "new/", ZOE)
    zoe = Customer.objects.of(here.organisation).get(name="Zoe Vogt")

    page = text(manager.get(f"{PAGE}{zoe.uid}/edit/", headers=GERMAN))

    assert "Zugestimmt am 22. November 2026." in page


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(
    manager: Client, here: Business
) -> None:
    anna = anna_of(here)
    dora = staff(make_member(here.organisation, "Dora"))
    change(
        anna.uid, CustomerFields("Anna Vogt", "vogt@example.org"),
        organisation_id=here.organisation.pk, version=1, by=dora, now=SUNDAY_18,
    )  # fmt: skip

    answer = send(manager, f"{anna.uid}/edit/", ZOE | {"version": "1"})

    assert (answer.status_code, kept(here, "Anna Vogt")[0]) == (409, "vogt@example.org")
    assert (
        "wurde eben von jemand anderem geändert. So steht es jetzt da: Anna Vogt, vogt@example.org"
    ) in text(answer)
    assert 'value="Zoe Vogt"' in answer.content.decode()
    assert send(manager, f"{anna.uid}/edit/", ZOE | {"version": "1"}).status_code == 409


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40, "1.0", "٣"])
def test_a_form_without_a_version_changes_nothing(manager: Client, here: Business, version: str) -> None:
    answer = send(manager, f"{anna_of(here).uid}/edit/", ZOE | {"version": version})

    assert (answer.status_code, kept(here, "Anna")[-1]) == (409, 1)


def test_a_refused_change_says_what_to_do(manager: Client, here: Business) -> None:
    answer = send(manager, f"{anna_of(here).uid}/edit/", ZOE | {"version": "1", "name": ""})

    assert (answer.status_code, kept(here, "Anna")[-1]) == (422, 1)
    assert "Bitte geben Sie einen Namen an." in text(answer)
