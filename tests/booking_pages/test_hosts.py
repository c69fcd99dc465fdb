"""A business under an address of its own: it alone is there, and nobody signs in there (SEC-30)."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.actions.links import manage_token
from terminbuch.mail.links import manage_url
from terminbuch.mail.occasion import occasion
from terminbuch.models import Delivery, OldSlug
from tests.builders import SUNDAY_18, Salon, change, make_booking, make_salon

OWN = "termine.salon.example"


@pytest.fixture
def own_host(salon: Salon) -> Client:
    """A visitor of the salon's own address; the barber next door has none."""
    change(salon.organisation, hostname=OWN)
    make_salon("barber")
    return Client(headers={"Host": OWN})


def test_its_first_page_is_the_business(own_host: Client) -> None:
    answer = own_host.get("/?lang=de")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/salon/?lang=de")
    assert own_host.get("/salon/").status_code == 200


@pytest.mark.parametrize("host", [OWN.upper(), f"{OWN}:8443", f"{OWN}."])
def test_it_is_the_same_in_any_spelling(own_host: Client, host: str) -> None:
    assert own_host.get("/salon/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/barber/", "/barber/cut/", "/barber/style.css", "/nobodys/"])
def test_other_businesses_are_not_there(own_host: Client, path: str) -> None:
    assert own_host.get(path).status_code == 404


def test_a_link_in_a_mail_opens_there_and_another_businesses_does_not(own_host: Client, salon: Salon) -> None:
    mine = manage_token(make_booking(salon.cut))
    theirs = manage_token(make_booking(make_salon("florist").cut))

    answers = [own_host.get(f"/-/manage/{token}/").status_code for token in (mine, theirs)]

    assert answers == [200, 404]


def test_its_former_address_leads_to_the_present_one(own_host: Client, salon: Salon) -> None:
    OldSlug.objects.create(slug="former", organisation=salon.organisation)

    assert own_host.get("/former/cut/").headers["Location"] == "/salon/cut/"


def test_people_who_work_there_are_led_to_the_installation(own_host: Client, settings: LazySettings) -> None:
    settings.BASE_URL = "https://termine.example"

    answer = own_host.get("/-/staff/salon/tasks/?lang=de")

    assert (answer.status_code, answer.headers["Location"]) == (
        302, "https://termine.example/-/staff/salon/tasks/?lang=de",
    )  # fmt: skip
    assert own_host.post("/-/staff/-/login/", {"username": "x"}).status_code == 404
    assert not answer.cookies


@pytest.mark.parametrize("host", ["evil.example", f"www.{OWN}", f"{OWN}.evil.example", "\x00", ""])
def test_every_other_host_is_refused(own_host: Client, host: str) -> None:
    answer = own_host.get("/salon/", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_the_installations_address_shows_it_too(own_host: Client) -> None:
    assert Client().get("/salon/").status_code == 200
    assert Client().get("/barber/").status_code == 200


def test_a_host_that_was_given_back_is_refused(own_host: Client, salon: Salon) -> None:
    change(salon.organisation, hostname=None)

    assert own_host.get("/salon/").status_code == 400


def test_mails_lead_to_the_own_address(own_host: Client, salon: Salon) -> None:
    booking = make_booking(salon.cut)
    promise = Delivery.objects.of(salon.organisation).filter(booking=booking).order_by("pk")[0]

    assert manage_url(occasion(promise, now=SUNDAY_18)).startswith(f"http://{OWN}")


def test_the_installations_own_pages_ask_no_question_about_hosts(
    salon: Salon, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        Client().get("/-/manage//")
