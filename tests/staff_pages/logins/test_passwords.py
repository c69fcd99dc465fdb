"""A new password: for who knows the old one, and for who has a link from a mail."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.actions.logins import passwords
from terminbuch.actions.logins.links import reset_link
from terminbuch.actions.logins.refusals import DeadLink
from terminbuch.models import Member, User
from tests.builders import SUNDAY_18, make_organisation
from tests.security.dump import dump
from tests.staff_pages.logins.conftest import Clock
from tests.staff_pages.logins.ways import (
    GERMAN,
    NEW,
    PASSWORD,
    RESET,
    SECOND,
    YOU,
    is_signed_in,
    promised,
    sign_in,
    told_of,
    with_app,
)
from tests.staff_pages.pages import Answer, text

CHANGE = f"{YOU}password/"
GUESSED = "Dieses Passwort ist leicht zu erraten"
WEAK = [
    ("kurz", "Dieses Passwort ist zu kurz."),
    ("", "Bitte geben Sie Ihr Passwort ein."),
    ("1234567890", "Dieses Passwort ist zu kurz."),
    ("1qaz2wsx3edc4rfv", "Dieses Passwort ist zu üblich."),
    *((guessed, GUESSED) for guessed in (
        "passwordpassword", "Password1234!", "clara@salon.example", "Terminbuch-2026", "aaaaaaaaaaaaa",
        "12345678901234", "qwertzuiopas", "zyxwvutsrqponm", "abcdabcdabcd", "2026-11-22 18:00",
    )),
]  # fmt: skip


def change(client: Client, *, present: str = PASSWORD, new: str = NEW) -> Answer:
    return client.post(CHANGE, {"present": present, "password": new}, headers=GERMAN)


def ask(client: Client, email: str) -> Answer:
    return client.post(RESET, {"email": email}, headers=GERMAN)


def path(user: User) -> str:
    return reset_link(User.objects.get(pk=user.pk)).removeprefix("http://localhost:8000")


def test_a_password_is_changed_and_every_other_sign_in_ends(signed_in_clara: Client, clara: Member) -> None:
    other = Client()
    sign_in(other, clara.user.email)

    answer = change(signed_in_clara)

    assert (answer.status_code, answer.headers["Location"]) == (303, YOU)
    assert (is_signed_in(signed_in_clara), is_signed_in(other)) == (True, False)
    assert [sign_in(Client(), clara.user.email, word).status_code for word in (PASSWORD, NEW)] == [422, 303]
    assert told_of() == ["password_changed"]


def test_without_the_present_password_nothing_is_changed(signed_in_clara: Client, clara: Member) -> None:
    answer = change(signed_in_clara, present="wrong")

    assert answer.status_code == 422
    assert "Dieses Passwort stimmt nicht." in text(answer)
    assert sign_in(Client(), clara.user.email).status_code == 303


@pytest.mark.parametrize(("new", "sentence"), WEAK)
def test_a_weak_password_is_refused_by_its_field(
    signed_in_clara: Client, clara: Member, new: str, sentence: str
) -> None:
    answers = [
        change(signed_in_clara, new=new),
        Client().post(path(clara.user), {"password": new}, headers=GERMAN),
    ]

    assert [(answer.status_code, sentence in text(answer)) for answer in answers] == [(422, True)] * 2
    assert sign_in(Client(), clara.user.email).status_code == 303


@pytest.mark.parametrize(
    "new",
    [
        NEW,
        "  spaces around  ",
        "ß🎂 Übermorgen gibt es Kuchen",
        "Ein langer Satz. " * 50,
        "correct horse battery",
    ],
)
def test_a_password_may_be_anything_long(signed_in_clara: Client, clara: Member, new: str) -> None:
    change(signed_in_clara, new=new)

    assert sign_in(Client(), clara.user.email, new).status_code == 303


def test_a_password_longer_than_any_is_refused(signed_in_clara: Client, clara: Member) -> None:
    assert change(signed_in_clara, new="a1" * 501).status_code == 422


def test_after_too_many_tries_the_right_present_password_changes_nothing(
    signed_in_clara: Client, clara: Member, settings: LazySettings
) -> None:
    settings.LOGIN_TRIES = 3
    for _ in range(2):
        change(signed_in_clara, present="wrong")

    assert change(signed_in_clara).status_code == 429
    assert User.objects.get(pk=clara.user.pk).check_password(PASSWORD)


def test_whoever_forgot_the_password_gets_a_link(client: Client, clara: Member) -> None:
    answer = ask(client, "Clara@Salon.Example")

    [mail] = promised("password_reset")
    assert (mail.recipient, mail.user, mail.facts) == ("clara@salon.example", clara.user, {"language": "de"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{RESET}?sent")
    assert "Wenn sich jemand mit dieser Adresse anmeldet, ist ein Link unterwegs." in text(
        client.get(f"{RESET}?sent", headers=GERMAN)
    )


def test_nobody_learns_whether_an_address_is_known(client: Client, clara: Member) -> None:
    known, unknown = ask(client, "clara@salon.example"), ask(client, "nobody@salon.example")

    assert (known.status_code, known.content, known.headers) == (
        unknown.status_code,
        unknown.content,
        unknown.headers,
    )
    assert len(promised("password_reset")) == 1


@pytest.mark.parametrize("email", ["clara@salon.example", "nobody@salon.example"])
def test_the_fourth_link_within_an_hour_is_not_sent(client: Client, clara: Member, email: str) -> None:
    statuses = [ask(client, email).status_code for _ in range(4)]

    assert statuses == [303, 303, 303, 429]


def test_the_mail_comes_from_a_business_that_is_real(client: Client, clara: Member) -> None:
    """Aal stands before Salon, but nothing leaves where people only practise."""
    practice = make_organisation("aal", name="Aal", practice_of=clara.organisation)
    Member.objects.create(organisation=practice, user=clara.user, role="owner")

    ask(client, "clara@salon.example")

    assert [mail.organisation for mail in promised("password_reset")] == [clara.organisation]


@pytest.mark.parametrize("gone", ["is no member", "may no longer sign in"])
def test_whoever_belongs_nowhere_gets_no_mail(client: Client, clara: Member, gone: str) -> None:
    if gone == "is no member":
        clara.delete()
    else:
        User.objects.filter(pk=clara.user.pk).update(is_active=False)

    ask(client, "clara@salon.example")

    assert promised("password_reset") == []


@pytest.mark.parametrize(
    "email", ["", "clara@", "a\0b@salon.example", "x" * 10_000, "clara@salon.example\nx"]
)
def test_what_is_no_address_is_refused(client: Client, clara: Member, email: str) -> None:
    assert ask(client, email).status_code == 422


def test_a_link_sets_a_password_once_and_ends_every_sign_in(signed_in_clara: Client, clara: Member) -> None:
    link = path(clara.user)

    first = Client().post(link, {"password": NEW})
    again = Client().post(link, {"password": "noch ein anderes Wort"}, headers=GERMAN)

    assert (first.status_code, again.status_code) == (303, 404)
    assert "Dieser Link gilt nicht mehr." in text(again)
    assert not is_signed_in(signed_in_clara)
    assert sign_in(Client(), clara.user.email, NEW).status_code == 303
    assert told_of() == ["password_set"]


def test_a_link_keeps_the_second_factor(client: Client, clara: Member) -> None:
    with_app(clara.user)

    client.post(path(clara.user), {"password": NEW})

    assert not is_signed_in(client)
    assert sign_in(client, clara.user.email, NEW).headers["Location"] == SECOND


def test_a_link_lasts_an_hour(client: Client, clara: Member, settings: LazySettings) -> None:
    link = path(clara.user)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.get(link).status_code == 404


def test_opening_a_link_changes_nothing(client: Client, clara: Member) -> None:
    link, before = path(clara.user), dump()

    page = client.get(link, headers=GERMAN)

    assert "Neues Passwort wählen" in text(page)
    assert dump() == before


@pytest.mark.parametrize("kills", ["a sign-in", "another address", "the end of the person's access"])
def test_a_link_dies_by(client: Client, clara: Member, kills: str) -> None:
    link = path(clara.user)
    if kills == "a sign-in":
        sign_in(Client(), clara.user.email)
    elif kills == "another address":
        User.objects.filter(pk=clara.user.pk).update(email="clara@new.example")
    else:
        User.objects.filter(pk=clara.user.pk).update(is_active=False)

    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "token", ["", "-", "1-x", "zzzzzzzzzzzzzzzz-x", "1-d1bv4f-" + "0" * 32, "\0", "ü", "1" * 5000]
)
def test_what_is_no_link_opens_nothing(db: None, client: Client, token: str) -> None:
    assert client.get(f"{RESET}x{token}/").status_code == 404
    with pytest.raises(DeadLink):
        passwords.reset(token, NEW, now=SUNDAY_18)


def test_without_a_password_one_chooses_the_first(
    signed_in_clara: Client, clara: Member, clock: Clock
) -> None:
    """Somebody who came by another provider. The sign-in must be fresh, for no password is asked for."""
    User.objects.filter(pk=clara.user.pk).update(password="!nothing")
    client = Client()
    client.force_login(User.objects.get(pk=clara.user.pk))

    assert client.get(CHANGE).headers["Location"].startswith("/-/staff/-/prove/")
