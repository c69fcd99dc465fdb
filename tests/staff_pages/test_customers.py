"""The register of customers: found, paged, and opened (S34)."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions import booking as booking_deeds
from terminbuch.actions.asking import LINK_HOLDER, NewCustomer
from terminbuch.actions.customers import CustomerFields, create
from terminbuch.actions.knowing import new_customer
from terminbuch.models import Booking, Customer
from tests.builders import SUNDAY_18, TUESDAY_9, make_booking, make_member, staff
from tests.cast import Business, Cast, signed_in
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/customers/"
GERMAN = {"Accept-Language": "de"}


def look(client: Client, path: str = "", **query: str) -> Answer:
    return client.get(PAGE + path, query, headers=GERMAN)


def read(client: Client, path: str = "", **query: str) -> str:
    return text(look(client, path, **query))


def enter(business: Business, name: str, email: str = "", phone: str = "") -> Customer:
    return new_customer(business.organisation.pk, NewCustomer(name, email, phone), now=SUNDAY_18)


def anna_of(business: Business) -> Customer:
    assert business.agreed.customer is not None
    return business.agreed.customer


def test_all_are_listed_by_name_with_how_to_reach_them(manager: Client, here: Business) -> None:
    enter(here, "Özlem Weiß", "oezlem@example.org", "030 1234567")

    assert (
        "Kunden 3 Kunden Neuer Kunde Name, E-Mail oder Telefon Suchen"
        " A Anna anna@example.org B Berta berta@example.org O Özlem Weiß oezlem@example.org, 030 1234567"
        " Wie lege ich einen Kunden an?"
    ) in read(manager)


@pytest.mark.parametrize("typed", ["ozlem", "Weiss", "OEZLEM@", "+49 30 123"])
def test_somebody_is_found_by_any_spelling(manager: Client, here: Business, typed: str) -> None:
    enter(here, "Özlem Weiß", "oezlem@example.org", "030 1234567")

    assert "Kunden 1 Kunde " in read(manager, q=typed)


def test_who_is_not_found_can_be_entered_under_that_name(manager: Client, here: Business) -> None:
    answer = look(manager, q='Zoe & "Co"')

    assert 'Zu „Zoe & "Co"“ wurde niemand gefunden.' in text(answer)
    assert 'href="/-/staff/salon/customers/new/?name=Zoe%20%26%20%22Co%22"' in answer.content.decode()


def test_an_empty_register_says_how_it_fills(here: Business) -> None:
    Booking.objects.of(here.organisation).update(customer=None, origin="by_hand")
    Customer.objects.of(here.organisation).delete()
    reader = make_member(here.organisation, "Rita", role="read_only")

    page = read(signed_in(reader.user))

    assert "0 Kunden" in page
    assert "Noch keine Kunden. Wer online bucht, steht von da an hier." in page


def test_a_long_register_has_pages(manager: Client, here: Business) -> None:
    for number in range(30):
        enter(here, f"Gast {number:02}")

    first, second, beyond = (read(manager, page=page) for page in ("1", "2", "999999999"))

    assert "32 Kunden" in first
    assert "Seite 1 von 2 Nächste Seite" in first
    assert "G Gast 23 " in second
    assert "Vorige Seite Seite 2 von 2" in second
    assert beyond == second


def test_a_page_of_what_was_found_keeps_what_was_looked_for(manager: Client, here: Business) -> None:
    for number in range(30):
        enter(here, f"Gast {number:02}")

    assert 'href="?q=gast&amp;page=2"' in look(manager, q="gast").content.decode()


def test_likely_doubles_are_pointed_out_to_who_may_merge_them(
    manager: Client, cast: Cast, here: Business
) -> None:
    enter(here, "A. Weber", "anna@example.org")

    assert "2 Einträge stehen vielleicht doppelt da. Ansehen" in read(manager)
    doubles = read(manager, double="1")
    assert "A A. Weber anna@example.org Anna anna@example.org" in doubles
    assert "Berta" not in doubles
    reader = signed_in(cast.people["read only"])
    assert "doppelt" not in read(reader)
    assert "Berta" in read(reader, double="1")


def test_who_works_here_sees_the_own_customers_only(cast: Cast, here: Business) -> None:
    enter(here, "Zoe")
    ben, clara = (signed_in(cast.people[f"resource: {whose}"]) for whose in ("own", "another's"))

    assert "A Anna anna@example.org B Berta berta@example.org" in read(ben)
    assert "Zoe" not in read(ben)
    assert "Anna anna@" not in read(clara)


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\x00"},
        {"q": "%_\\'\""},
        {"q": "a" * 5000},
        {"q": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"page": "-1"},
        {"page": "٣"},
        {"page": "9" * 40},
        {"page": ""},
        {"double": "x", "q": "y"},
    ],
)
def test_whatever_is_asked_is_answered(manager: Client, query: dict[str, str]) -> None:
    assert look(manager, **query).status_code == 200


def test_a_customers_page_says_all_that_is_known(manager: Client, here: Business) -> None:
    zoe = create(
        here.organisation.pk,
        CustomerFields(
            "Zoe", "zoe@example.org", "030 1234567", "en", "Kein Haarspray.\nMag Tee.", consents=True
        ),
        by=staff(make_member(here.organisation, "Dora")),
        now=SUNDAY_18,
    )

    answer = look(manager, f"{zoe.uid}/")

    assert (
        "Alle Kunden Zoe Neue Buchung Kunden ändern Zusammenführen Kommende Buchungen Es ist nichts gebucht."
        " Zoe Telefon 030 1234567 E-Mail zoe@example.org Sprache English Notiz Kein Haarspray. Mag Tee."
        " Zustimmung gegeben am 22. November 2026"
    ) in text(answer)
    for link in (
        "tel:0301234567",
        "mailto:zoe@example.org",
        f"/-/staff/salon/bookings/new/?customer={zoe.uid}",
    ):
        assert f'href="{link}"' in answer.content.decode()


def test_a_customers_bookings_are_shown_coming_and_past(manager: Client, here: Business) -> None:
    off = make_booking(here.salon.cut, at=TUESDAY_9, who="Anna", resource_id=here.salon.clara.pk)
    booking_deeds.cancel(off.pk, by=LINK_HOLDER, now=SUNDAY_18)

    answer = look(manager, f"{anna_of(here).uid}/")

    assert (
        "Kommende Buchungen 09:00 Mo, 23. November Schneiden, 1 Std. bei Ben"
        " Vergangen und abgesagt 09:00 Di, 24. November Schneiden, 1 Std. bei Clara Abgesagt"
    ) in text(answer)
    assert f'href="/-/staff/salon/bookings/{off.uid}/"' in answer.content.decode()


def test_somebody_alike_is_named_with_a_way_to_merge(manager: Client, cast: Cast, here: Business) -> None:
    twice = enter(here, "A. Weber", "anna@example.org")
    anna = anna_of(here)

    answer = look(manager, f"{anna.uid}/")

    assert "Vielleicht dieselbe Person: A. Weber anna@example.org Zusammenführen" in text(answer)
    assert f'href="/-/staff/salon/customers/{anna.uid}/merge/?with={twice.uid}"' in answer.content.decode()
    assert "A. Weber" not in text(look(signed_in(cast.people["read only"]), f"{anna.uid}/"))


def test_who_may_only_read_finds_no_buttons(cast: Cast, here: Business) -> None:
    reader = signed_in(cast.people["read only"])

    pages = read(reader) + read(reader, f"{anna_of(here).uid}/")

    assert [word for word in ("Neuer Kunde", "Kunden ändern", "Zusammenführen") if word in pages] == []


def test_the_help_says_how_a_customer_is_entered(manager: Client) -> None:
    answer = manager.get("/-/staff/salon/help/customers/", headers=GERMAN)

    page = answer.content.decode()
    assert "Wie lege ich einen Kunden an? Mit einer Buchung oder ohne" in text(answer)
    assert [f'id="{anchor}"' in page for anchor in ("enter", "find", "mails", "duplicates", "consent")] == [
        True
    ] * 5
    english = text(manager.get("/-/staff/salon/help/customers/", headers={"Accept-Language": "en"}))
    assert "How do I enter a customer? With a booking, or without" in english
