"""Before a sensitive change one proves again who one is."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.models import Member
from tests.cast import just_signed_in
from tests.staff_pages.logins.conftest import Clock
from tests.staff_pages.logins.ways import GERMAN, PASSWORD, PROVE, YOU, question, with_passkey
from tests.staff_pages.pages import Answer, text

SENSITIVE = [
    f"{YOU}{page}" for page in ("address/", "app/", "app/remove/", "codes/", "passkeys/new/", "passkeys/1/")
]


def prove(client: Client, password: str, *, then: str = "") -> Answer:
    return client.post(f"{PROVE}?next={then}", {"password": password}, headers=GERMAN)


@pytest.mark.parametrize("page", SENSITIVE)
def test_after_a_quarter_of_an_hour_one_is_asked(signed_in_clara: Client, clock: Clock, page: str) -> None:
    clock(minutes=15, seconds=1)

    answers = [signed_in_clara.get(page), signed_in_clara.post(page)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == f"{PROVE}?next={page.replace('/', '%2F')}"


def test_until_then_one_is_not(signed_in_clara: Client, clock: Clock) -> None:
    clock(minutes=15)

    assert signed_in_clara.get(SENSITIVE[0]).status_code == 200


def test_whoever_proves_it_comes_back_to_the_page(signed_in_clara: Client, clock: Clock) -> None:
    clock(minutes=16)

    answer = prove(signed_in_clara, PASSWORD, then=SENSITIVE[0])

    assert (answer.status_code, answer.headers["Location"]) == (303, SENSITIVE[0])
    assert signed_in_clara.get(SENSITIVE[0]).status_code == 200


def test_a_form_leads_back_to_the_page_on_which_it_stood(signed_in_clara: Client, clock: Clock) -> None:
    clock(minutes=16)

    here = signed_in_clara.post(SENSITIVE[0], headers={"Referer": f"http://testserver{YOU}"})
    elsewhere = signed_in_clara.post(SENSITIVE[0], headers={"Referer": "https://evil.example/-/staff/x/"})

    assert here.headers["Location"] == f"{PROVE}?next={YOU.replace('/', '%2F')}"
    assert elsewhere.headers["Location"] == f"{PROVE}?next=%2F-%2Fstaff%2F"


def test_a_passkey_proves_it_too(signed_in_clara: Client, clock: Clock) -> None:
    key = with_passkey(signed_in_clara)
    clock(minutes=16)

    answer = signed_in_clara.post(PROVE, {"credential": key.used(question(signed_in_clara.get(PROVE)))})

    assert answer.status_code == 303
    assert signed_in_clara.get(SENSITIVE[0]).status_code == 200


def test_a_wrong_password_proves_nothing(signed_in_clara: Client, clock: Clock) -> None:
    clock(minutes=16)

    answer = prove(signed_in_clara, "wrong")

    assert (answer.status_code, "Dieses Passwort stimmt nicht." in text(answer)) == (422, True)
    assert signed_in_clara.get(SENSITIVE[0]).status_code == 303


def test_after_too_many_tries_the_right_password_proves_nothing(
    signed_in_clara: Client, clock: Clock, settings: LazySettings
) -> None:
    settings.LOGIN_TRIES = 2
    clock(minutes=16)
    statuses = [prove(signed_in_clara, word).status_code for word in ("wrong", PASSWORD)]

    assert statuses == [422, 429]
    assert signed_in_clara.get(SENSITIVE[0]).status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/-/staff/", "/salon/", "javascript:alert(1)",
     "/-/staff//evil.example", "/\\evil.example", "/-/staff/\\evil.example", "", "\0"],
)  # fmt: skip
def test_proving_leads_nowhere_else(signed_in_clara: Client, elsewhere: str) -> None:
    """SEC-27."""
    assert prove(signed_in_clara, PASSWORD, then=elsewhere).headers["Location"] == "/-/staff/"


def test_a_session_whose_beginning_nobody_saw_is_not_fresh(clara: Member) -> None:
    client = Client()
    client.force_login(clara.user)
    before = client.get(SENSITIVE[0]).status_code
    just_signed_in(client)

    assert (before, client.get(SENSITIVE[0]).status_code) == (303, 200)
