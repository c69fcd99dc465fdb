"""An app for codes is set up and removed, and the recovery codes that come with it."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from terminbuch.actions.logins import factors
from terminbuch.actions.logins.refusals import AlreadySet, NoFactor, NothingThere
from terminbuch.models import Member
from tests.builders import SUNDAY_18
from tests.security.dump import dump
from tests.staff_pages.logins.ways import (
    GERMAN,
    SECRET,
    YOU,
    code_at,
    shown_codes,
    sign_in,
    told_of,
    with_app,
    with_passkey,
)
from tests.staff_pages.pages import Answer, text

APP = f"{YOU}app/"


def shown_secret(page: Answer) -> str:
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page.content.decode())
    assert found is not None
    return found[1].replace(" ", "")


def test_an_app_is_set_up_by_its_first_code(signed_in_clara: Client, clara: Member) -> None:
    secret = shown_secret(signed_in_clara.get(APP, headers=GERMAN))

    answer = signed_in_clara.post(APP, {"code": code_at(SUNDAY_18, secret)}, headers=GERMAN)

    assert answer.status_code == 200
    assert "Ab jetzt wird auch ein Code aus Ihrer App verlangt." in text(answer)
    assert len(set(shown_codes(answer))) == 10
    assert told_of() == ["app_added"]
    assert "noch 10" in text(signed_in_clara.get(YOU, headers=GERMAN))


def test_the_picture_is_drawn_here(signed_in_clara: Client) -> None:
    page = signed_in_clara.get(APP).content.decode()

    assert '<img class="qr" src="data:image/svg+xml' in page
    assert "otpauth://totp/clara%40salon.example?secret=" in page


def test_a_wrong_first_code_sets_nothing_up(signed_in_clara: Client, clara: Member) -> None:
    secret = shown_secret(signed_in_clara.get(APP))

    answer = signed_in_clara.post(APP, {"code": "000000"}, headers=GERMAN)

    assert answer.status_code == 422
    assert "Dieser Code stimmt nicht. Bitte tippen Sie den ein, den die App jetzt zeigt." in text(answer)
    assert shown_secret(answer) == secret
    assert not Authenticator.objects.filter(user=clara.user).exists()


def test_a_second_app_is_not_set_up(signed_in_clara: Client, clara: Member) -> None:
    with_app(clara.user)

    page = signed_in_clara.get(APP, follow=True, headers=GERMAN)

    assert "Das ist schon eingerichtet." in text(page)
    with pytest.raises(AlreadySet):
        factors.add_app(clara.user.pk, SECRET, now=SUNDAY_18)


def test_neither_secret_nor_codes_stand_in_the_database(signed_in_clara: Client, clara: Member) -> None:
    signed_in_clara.get(APP)
    codes = with_app(clara.user)

    everything = str(dump()) + str(signed_in_clara.session.items())

    assert [word for word in (SECRET, *codes) if word in everything] == []


def test_the_app_is_removed_after_a_question(signed_in_clara: Client, clara: Member) -> None:
    with_app(clara.user)

    asked = signed_in_clara.get(f"{APP}remove/", headers=GERMAN)
    there = Authenticator.objects.filter(user=clara.user).count()
    signed_in_clara.post(f"{APP}remove/")

    assert "Es ist Ihr letzter zweiter Faktor" in text(asked)
    assert (there, Authenticator.objects.filter(user=clara.user).count()) == (2, 0)
    assert sign_in(Client(), clara.user.email).headers["Location"] == "/-/staff/"
    assert told_of() == ["app_added", "app_removed"]


def test_recovery_codes_stay_while_a_passkey_needs_them(signed_in_clara: Client, clara: Member) -> None:
    with_app(clara.user)
    with_passkey(signed_in_clara)

    signed_in_clara.post(f"{APP}remove/")

    left = Authenticator.objects.filter(user=clara.user).values_list("type", flat=True)
    assert sorted(left) == ["recovery_codes", "webauthn"]


def test_what_is_not_there_cannot_be_removed(signed_in_clara: Client, clara: Member) -> None:
    assert signed_in_clara.post(f"{APP}remove/").status_code == 404
    with pytest.raises(NothingThere):
        factors.remove_app(clara.user.pk, now=SUNDAY_18)


def test_new_recovery_codes_end_the_old_ones(signed_in_clara: Client, clara: Member) -> None:
    old = with_app(clara.user)

    asked = signed_in_clara.get(f"{YOU}codes/", headers=GERMAN)
    new = shown_codes(signed_in_clara.post(f"{YOU}codes/"))

    client = Client()
    sign_in(client, clara.user.email)
    assert "Sie haben noch 10. Mit neuen öffnen die alten nichts mehr." in text(asked)
    assert client.post("/-/staff/-/login/code/", {"code": old[0]}).status_code == 422
    assert client.post("/-/staff/-/login/code/", {"code": new[0]}).status_code == 303


def test_without_a_factor_there_are_no_recovery_codes(signed_in_clara: Client, clara: Member) -> None:
    page = signed_in_clara.post(f"{YOU}codes/", follow=True, headers=GERMAN)

    assert "Ersatzcodes helfen nur, wenn eine App oder ein Passkey eingerichtet ist." in text(page)
    with pytest.raises(NoFactor):
        factors.new_codes(clara.user.pk, now=SUNDAY_18)
