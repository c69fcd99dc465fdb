"""Passkeys are added, named, removed, and let their owner in."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.test import Client

from terminbuch.actions.logins import factors
from terminbuch.actions.logins.refusals import AlreadySet, NothingThere
from terminbuch.models import Member, User
from tests.builders import SUNDAY_18, make_member
from tests.passkey import Passkey
from tests.staff_pages.logins.ways import (
    GERMAN,
    LOGIN,
    PASSKEY,
    YOU,
    is_signed_in,
    question,
    shown_codes,
    sign_in,
    told_of,
    with_passkey,
)
from tests.staff_pages.pages import Answer, text

NEW = f"{YOU}passkeys/new/"


def ask(client: Client) -> str:
    return client.post(f"{PASSKEY}question/").content.decode()


def use(client: Client, credential: str, *, then: str = "") -> Answer:
    return client.post(f"{PASSKEY}{then}", {"credential": credential}, headers=GERMAN)


def the_key(user: User) -> Authenticator:
    return Authenticator.objects.get(user=user, type="webauthn")


def test_a_passkey_is_added_with_a_name_and_recovery_codes(signed_in_clara: Client, clara: Member) -> None:
    page = signed_in_clara.get(NEW)

    answer = signed_in_clara.post(NEW, {"name": "Telefon", "credential": Passkey().made(question(page))})

    assert len(shown_codes(answer)) == 10
    assert the_key(clara.user).data["name"] == "Telefon"
    assert told_of() == ["passkey_added"]


def test_a_passkey_lets_its_owner_in_without_another_step(signed_in_clara: Client, clara: Member) -> None:
    key, client = with_passkey(signed_in_clara), Client()

    answer = use(client, key.used(ask(client)), then="?next=/-/staff/salon/tasks/")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/salon/tasks/")
    assert is_signed_in(client)


def test_an_answer_of_a_passkey_counts_once(signed_in_clara: Client) -> None:
    key, client, thief = with_passkey(signed_in_clara), Client(), Client()
    answer = key.used(ask(client))
    use(client, answer)
    ask(thief)

    again = use(thief, answer)

    assert (again.status_code, is_signed_in(thief)) == (422, False)
    assert "Dieser Passkey öffnet hier nichts." in text(again)


def test_an_answer_made_for_another_address_opens_nothing(signed_in_clara: Client) -> None:
    """What a copy of our page on another host gets out of somebody is of no use here."""
    key, client = with_passkey(signed_in_clara), Client()
    key.origin = "https://localhost.evil.example"

    assert use(client, key.used(ask(client))).status_code == 422
    assert not is_signed_in(client)


def test_a_passkey_that_recognised_nobody_is_not_added(signed_in_clara: Client, clara: Member) -> None:
    made = Passkey().made(question(signed_in_clara.get(NEW)), flags=0b1)

    answer = signed_in_clara.post(NEW, {"name": "Telefon", "credential": made}, headers=GERMAN)

    assert answer.status_code == 422
    assert not Authenticator.objects.filter(user=clara.user).exists()


def test_whoever_may_no_longer_sign_in_is_not_let_in(signed_in_clara: Client, clara: Member) -> None:
    key, client = with_passkey(signed_in_clara), Client()
    User.objects.filter(pk=clara.user.pk).update(is_active=False)

    assert use(client, key.used(ask(client))).headers["Location"] == LOGIN
    assert not is_signed_in(client)


def answering(**response: str | None) -> str:
    """Shaped as an answer, and wrong in it."""
    said = {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"signature": "AA", **response}}
    return json.dumps(said)


BROKEN = [
    "", "{}", "[]", "null", "7", '"x"', "[" * 90_000, "{" * 90_000, '{"id": 1}', "\0", "{\"id\": \"\0\"}",
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": []}',
    answering(clientDataJSON="e30", attestationObject="oA", authenticatorData="AA", userHandle="____"),
    answering(clientDataJSON="AA", attestationObject="/w", authenticatorData="AA", userHandle=None),
    "9" * 5000, "x" * 200_000,
]  # fmt: skip


@pytest.mark.parametrize("said", BROKEN, ids=lambda said: said[:40])
def test_a_broken_answer_is_refused_by_each_page(signed_in_clara: Client, clara: Member, said: str) -> None:
    with_passkey(signed_in_clara)
    client, second = Client(), Client()
    sign_in(second, clara.user.email)
    second.get(f"{LOGIN}code/")
    ask(client)
    signed_in_clara.get(NEW)

    answers = [
        use(client, said),
        second.post(f"{LOGIN}code/", {"credential": said}),
        signed_in_clara.post(NEW, {"name": "Telefon", "credential": said}),
        signed_in_clara.post("/-/staff/-/prove/", {"credential": said}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert Authenticator.objects.filter(user=clara.user, type="webauthn").count() == 1


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
def test_a_falsified_answer_is_refused(signed_in_clara: Client, part: str) -> None:
    key, client = with_passkey(signed_in_clara), Client()
    said = json.loads(key.used(ask(client)))
    said["response"][part] = "AAAA" + said["response"][part][4:]

    assert use(client, json.dumps(said)).status_code == 422
    assert not is_signed_in(client)


def test_after_too_many_tries_a_visitor_s_passkey_opens_nothing(
    signed_in_clara: Client, settings: LazySettings
) -> None:
    key, client, other = with_passkey(signed_in_clara), Client(REMOTE_ADDR="192.0.2.9"), Client()
    settings.LOGIN_TRIES = 1
    for _ in range(10):
        use(client, "{}")

    assert use(client, key.used(ask(client))).status_code == 429
    assert not is_signed_in(client)
    assert use(other, key.used(ask(other))).status_code == 303


def test_a_passkey_is_renamed(signed_in_clara: Client, clara: Member) -> None:
    with_passkey(signed_in_clara)
    page = f"{YOU}passkeys/{the_key(clara.user).pk}/"

    nameless = signed_in_clara.post(page, {"name": "\u200b"}, headers=GERMAN)
    signed_in_clara.post(page, {"name": "<b>Tresen</b>"})

    assert (nameless.status_code, "Bitte geben Sie dem Passkey einen Namen." in text(nameless)) == (422, True)
    assert "&lt;b&gt;Tresen&lt;/b&gt;" in signed_in_clara.get(YOU).content.decode()


def test_a_passkey_is_removed_after_a_question(signed_in_clara: Client, clara: Member) -> None:
    key, client = with_passkey(signed_in_clara), Client()
    page = f"{YOU}passkeys/{the_key(clara.user).pk}/remove/"

    asked = signed_in_clara.get(page, headers=GERMAN)
    signed_in_clara.post(page)

    assert "Es ist Ihr letzter zweiter Faktor" in text(asked)
    assert use(client, key.used(ask(client))).status_code == 422
    assert not Authenticator.objects.filter(user=clara.user).exists()
    assert told_of() == [
        "passkey_added",
        "passkey_removed",
    ]


def test_somebody_else_s_passkey_is_not_there(signed_in_clara: Client, clara: Member) -> None:
    with_passkey(signed_in_clara)
    ben = make_member(clara.organisation, "Ben")
    his = Client()
    sign_in(his, ben.user.email)
    page = f"{YOU}passkeys/{the_key(clara.user).pk}/"

    assert [his.get(page).status_code, his.post(f"{page}remove/").status_code] == [404, 404]
    with pytest.raises(NothingThere):
        factors.remove_passkey(ben.user.pk, the_key(clara.user).pk, now=SUNDAY_18)
    with pytest.raises(NothingThere):
        factors.name_passkey(ben.user.pk, the_key(clara.user).pk, "Bens")


def test_nobody_has_more_than_twenty_passkeys(clara: Member) -> None:
    for number in range(20):
        factors.add_passkey(clara.user.pk, str(number), {}, now=SUNDAY_18)

    with pytest.raises(AlreadySet):
        factors.add_passkey(clara.user.pk, "one more", {}, now=SUNDAY_18)
