"""Opening a business of one's own, where that is switched on; the address is proved before anybody is in."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.actions.team import invitation_path
from terminbuch.models import Delivery, Invitation, Organisation, User
from tests.builders import make_member, make_organisation
from tests.staff_pages.pages import Answer, text

pytestmark = pytest.mark.django_db
PAGE = "/-/staff/-/sign-up/"
GERMAN = {"Accept-Language": "de"}
TYPED = {"name": "Salon Berta", "slug": "", "email": "berta@example.org", "language": "de"}


@pytest.fixture(autouse=True)
def switched_on(settings: LazySettings) -> None:
    settings.SIGN_UP = True


def send(client: Client, **typed: str) -> Answer:
    return client.post(PAGE, {**TYPED, **typed}, headers=GERMAN)


def test_where_it_is_not_switched_on_there_is_no_such_page(client: Client, settings: LazySettings) -> None:
    settings.SIGN_UP = False

    assert PAGE not in client.get("/-/staff/-/login/").content.decode()
    answers = [client.get(PAGE), client.get(f"{PAGE}sent/"), send(client)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not Organisation.objects.exists()


def test_the_way_there_stands_on_the_sign_in_page(client: Client) -> None:
    assert f'href="{PAGE}"' in client.get("/-/staff/-/login/").content.decode()


def test_from_the_form_to_the_own_business(client: Client) -> None:
    answer = send(client)
    sent = text(client.get(answer.headers["Location"], headers=GERMAN))
    link = invitation_path(Invitation.objects.everywhere().get())
    shown = text(client.get(link, headers=GERMAN))

    first = client.post(link, {"person": "Berta", "password": "lang genug und selten"})

    assert (answer.status_code, "Bitte sehen Sie in Ihr Postfach." in sent) == (303, True)
    assert "Salon Berta Diese Einladung gilt berta@example.org. Ihre Rolle: Inhaberin oder Inhaber." in shown
    assert first.headers["Location"].startswith("/-/staff/salon-berta/")
    assert User.objects.get().memberships.get().role == "owner"


def test_nobody_is_in_before_the_link_was_opened(client: Client) -> None:
    send(client)

    assert not User.objects.exists()
    assert not Organisation.objects.get().is_open
    assert [mail.kind for mail in Delivery.objects.everywhere()] == ["member_invited"]


def test_a_known_address_gets_the_same_answer_and_keeps_its_login(client: Client) -> None:
    """SEC-06, SEC-13."""
    make_member(make_organisation("taken"), "Ben")
    before = User.objects.values().get()

    known = send(client, email="ben@taken.example", name="Eins")
    unknown = send(client, email="nobody@taken.example", name="Zwei")

    assert (known.status_code, known.headers["Location"], known.content) == (
        unknown.status_code,
        unknown.headers["Location"],
        unknown.content,
    )
    assert User.objects.values().get() == before


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Bitte geben Sie einen Namen an."),
        ({"email": ""}, "Bitte geben Sie eine E-Mail-Adresse an."),
        ({"email": "a@b.example\r\nBcc: x@y.example"}, "Bitte lassen Sie Zeilenumbrüche"),
        ({"slug": "taken"}, "Diese Adresse ist schon vergeben."),
        ({"slug": "-"}, "Fehler"),
    ],
)
def test_what_cannot_be_is_said_by_the_field_and_nobody_is_mailed(
    client: Client, typed: dict[str, str], sentence: str
) -> None:
    make_organisation("taken")

    answer = send(client, **typed)

    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert not Delivery.objects.everywhere().exists()


def test_nobody_is_mailed_again_and_again(client: Client) -> None:
    tries = [send(client, name=f"Salon {number}").status_code for number in range(4)]

    assert tries == [303, 303, 303, 429]
    assert Organisation.objects.count() == 3


def test_one_visitor_does_not_take_all_names(client: Client) -> None:
    tries = [send(client, email=f"b{number}@example.org").status_code for number in range(11)]

    assert tries == [303] * 10 + [429]
