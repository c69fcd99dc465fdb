"""Another e-mail address to sign in with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from terminbuch.actions.logins import addresses, links
from terminbuch.actions.logins.refusals import DeadLink
from terminbuch.models import Member, User
from tests.builders import SUNDAY_18, make_member
from tests.security.dump import dump
from tests.staff_pages.logins.ways import GERMAN, YOU, promised, sign_in, told_of
from tests.staff_pages.pages import Answer, text

CHANGE = f"{YOU}address/"
NEW = "clara.berg@salon.example"


def wish(client: Client, email: str = NEW) -> Answer:
    return client.post(CHANGE, {"email": email}, headers=GERMAN)


def path() -> str:
    waiting = EmailAddress.objects.get(verified=False)
    return links.confirmation_link(waiting.pk).removeprefix("http://localhost:8000")


def test_an_address_counts_when_its_link_is_used(signed_in_clara: Client, clara: Member) -> None:
    answer = wish(signed_in_clara)
    before = text(signed_in_clara.get(YOU, headers=GERMAN))
    signed_in_clara.post(path())

    [mail] = promised("address_confirmation")
    assert answer.status_code == 303
    assert (mail.recipient, mail.facts["language"]) == (NEW, "de")
    assert f"{NEW} wartet darauf, dass der Link geöffnet wird." in before
    assert [sign_in(Client(), email).status_code for email in ("clara@salon.example", NEW)] == [422, 303]


def test_the_old_address_is_told(signed_in_clara: Client, clara: Member) -> None:
    wish(signed_in_clara)
    signed_in_clara.post(path())

    [mail] = promised("sign_in_changed")
    assert (mail.recipient, told_of()) == ("clara@salon.example", ["address_changed"])


def test_opening_the_link_changes_nothing(signed_in_clara: Client) -> None:
    wish(signed_in_clara)
    link, before = path(), dump()

    page = signed_in_clara.get(link, headers=GERMAN)

    assert f"Bisher: clara@salon.example. Ab jetzt: {NEW} ." in text(page)
    assert dump() == before


def test_the_link_works_once_and_in_any_browser(signed_in_clara: Client, clara: Member) -> None:
    wish(signed_in_clara)
    link = path()

    assert [Client().post(link).status_code for _ in range(2)] == [303, 404]
    assert User.objects.get(pk=clara.user.pk).email == NEW


def test_another_wish_kills_the_first_link(signed_in_clara: Client, clara: Member) -> None:
    wish(signed_in_clara)
    link = path()
    wish(signed_in_clara, "berg@salon.example")

    assert signed_in_clara.post(link).status_code == 404
    assert User.objects.get(pk=clara.user.pk).email == "clara@salon.example"


def test_the_link_lasts_three_days(signed_in_clara: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    wish(signed_in_clara)
    link = path()
    monkeypatch.setattr(links, "CONFIRMED_WITHIN", timedelta(seconds=-1))

    assert signed_in_clara.get(link).status_code == 404


def test_an_address_of_somebody_else_looks_the_same_and_gets_nothing(
    signed_in_clara: Client, clara: Member
) -> None:
    make_member(clara.organisation, "Ben")

    taken, free = wish(signed_in_clara, "BEN@salon.example"), wish(signed_in_clara)

    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    assert [mail.recipient for mail in promised("address_confirmation")] == [NEW]


def test_an_address_that_was_taken_meanwhile_stays_somebody_else_s(
    signed_in_clara: Client, clara: Member
) -> None:
    """SEC-06: nobody's login is altered by somebody else's link."""
    wish(signed_in_clara, "ben@salon.example")
    link = path()
    ben = make_member(clara.organisation, "Ben")

    assert signed_in_clara.post(link).status_code == 404
    assert User.objects.get(email="ben@salon.example") == ben.user


@pytest.mark.parametrize(
    "email", ["", "clara@", "a\0@b.example", "x" * 10_000 + "@b.example", "a@b.example\r\nBcc: c"]
)
def test_what_is_no_address_is_refused(signed_in_clara: Client, email: str) -> None:
    assert wish(signed_in_clara, email).status_code == 422
    assert promised("address_confirmation") == []


@pytest.mark.parametrize("token", ["", "x", "eyJhZGRyZXNzIjoxfQ:1:x", "\0", "ü" * 5000])
def test_what_is_no_link_opens_nothing(db: None, client: Client, token: str) -> None:
    assert client.get(f"/-/staff/-/confirm/x{token}/").status_code == 404
    with pytest.raises(DeadLink):
        addresses.confirm(token, now=SUNDAY_18)


def test_there_is_no_link_for_an_address_that_waits_no_longer(db: None) -> None:
    with pytest.raises(LookupError):
        links.confirmation_link(7)
