"""The one-time link: from a printed address to one's own business, signed in."""

from __future__ import annotations

import pytest
from django.test import Client

from terminbuch.actions.founding import print_link
from terminbuch.models import Member, Opening, Organisation, User
from tests.builders import SUNDAY_18, make_member, make_organisation
from tests.cast import signed_in
from tests.staff_pages.pages import Answer, text

pytestmark = pytest.mark.django_db
GERMAN = {"Accept-Language": "de"}
TYPED = {
    "name": "Salon Anna", "slug": "", "language": "de",
    "person": "Anna", "email": "anna@example.org", "password": "lang genug und selten",
}  # fmt: skip


@pytest.fixture
def link() -> str:
    return f"/-/staff/-/open/{print_link(makes_operator=True, now=SUNDAY_18)}/"


def send(client: Client, link: str, **typed: str) -> Answer:
    return client.post(link, {**TYPED, **typed}, headers=GERMAN)


def test_whoever_holds_the_link_opens_a_business_and_is_signed_in(client: Client, link: str) -> None:
    answer = send(client, link)

    anna = Member.objects.everywhere().get()
    assert (answer.status_code, anna.role, anna.user.is_operator) == (303, "owner", True)
    assert (anna.organisation.slug, anna.organisation.is_open) == ("salon-anna", False)
    assert answer.headers["Location"].startswith("/-/staff/salon-anna/")
    assert client.get("/-/staff/salon-anna/").status_code == 200


def test_the_page_asks_only_what_is_needed_and_says_what_comes_next(client: Client, link: str) -> None:
    page = text(client.get(link, headers=GERMAN))

    assert "Ihren Betrieb eröffnen" in page
    assert "Niemand kann buchen, bevor Sie es sagen" in page


def test_a_link_opens_once(client: Client, link: str) -> None:
    send(client, link)

    again = Client()
    assert (again.get(link).status_code, send(again, link, slug="second").status_code) == (404, 404)
    assert Organisation.objects.count() == 1


def test_looking_uses_nothing_up(client: Client, link: str) -> None:
    client.get(link)
    client.head(link)

    assert Opening.objects.get().used_at is None


@pytest.mark.parametrize("token", ["nobodys", "x" * 4000, "%00", "%F0%9F%92%A9"])
def test_a_link_that_was_never_printed_leads_nowhere(client: Client, token: str) -> None:
    answer = client.get(f"/-/staff/-/open/{token}/", headers=GERMAN)

    assert answer.status_code == 404
    assert "Dieser Link öffnet nichts mehr." in text(answer)


def test_whoever_signs_in_already_says_nothing_twice(link: str) -> None:
    ben = make_member(make_organisation(), "Ben")
    client = signed_in(ben.user)

    page = text(client.get(link, headers=GERMAN))
    answer = client.post(link, {"name": "Zweitsalon", "slug": "zweit", "language": "de"})

    assert "Sie sind als ben@salon.example angemeldet" in page
    assert "Passwort" not in page
    assert answer.status_code == 303
    assert sorted(member.organisation.slug for member in ben.user.memberships.all()) == ["salon", "zweit"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Bitte geben Sie einen Namen an."),
        ({"name": "x" * 10000}, "höchstens 120 Zeichen"),
        ({"slug": "Nicht so"}, "Bitte verwenden Sie nur die Buchstaben a bis z"),
        ({"slug": "taken"}, "Diese Adresse ist schon vergeben."),
        ({"language": "tlh"}, "Bitte wählen Sie aus der Liste."),
        ({"person": "\x00"}, "Bitte lassen Sie Zeilenumbrüche und Steuerzeichen weg."),
        ({"email": "anna"}, "name@example.org"),
        ({"email": "BEN@taken.example"}, "Mit dieser Adresse meldet sich schon jemand an."),
        ({"password": ""}, "Bitte wählen Sie ein Passwort."),
        ({"password": "kurz"}, "12"),
        ({"password": "x" * 100000}, "1000"),
    ],
)
def test_what_cannot_be_is_said_by_the_field_and_what_was_typed_stays(
    client: Client, link: str, typed: dict[str, str], sentence: str
) -> None:
    make_member(make_organisation("taken"), "Ben")

    answer = send(client, link, **typed)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert (Organisation.objects.count(), User.objects.count()) == (1, 1)
    assert "lang genug" not in answer.content.decode()


@pytest.mark.parametrize("field", TYPED)
def test_a_field_that_is_missing_breaks_nothing(client: Client, link: str, field: str) -> None:
    answer = client.post(link, {name: said for name, said in TYPED.items() if name != field})

    assert answer.status_code == (303 if field == "slug" else 422)


def test_nobody_asks_about_many_addresses_with_one_link(client: Client, link: str) -> None:
    make_member(make_organisation("taken"), "Ben")

    tries = [send(client, link, email="ben@taken.example").status_code for _ in range(31)]

    assert tries == [422] * 30 + [429]
