"""Members sign in by OpenID Connect, with the address that the provider vouches for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import LazySettings
from django.test import Client

from terminbuch.models import Member, User
from tests.builders import SUNDAY_18, make_member
from tests.staff_pages.logins.provider import CLIENT, SECRET, Provider, running_provider
from tests.staff_pages.logins.ways import (
    GERMAN,
    LOGIN,
    SECOND,
    code_at,
    is_signed_in,
    with_app,
)
from tests.staff_pages.pages import Answer, text

GO, BACK = f"{LOGIN}provider/", f"{LOGIN}provider/back/"


@pytest.fixture
def provider(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """On the loopback, where no proxy of the machine leads."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with running_provider() as running:
        configure(settings, running.url)
        yield running


def configure(settings: LazySettings, issuer: str) -> None:
    app: dict[str, Any] = {"provider_id": "oidc", "name": "Die Kammer", "client_id": CLIENT, "secret": SECRET}
    app["settings"] = {"server_url": issuer}
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Die Kammer"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def led_to(client: Client, *, then: str = "") -> str:
    """The provider's page, to which our own leads on."""
    page = client.post(f"{GO}{then}").content.decode()
    found = re.search(r'data-kind="main" href="([^"]+)"', page)
    assert found is not None
    return html.unescape(found[1])


def come_back(client: Client, provider: Provider, *, then: str = "") -> Answer:
    return client.get(BACK, provider.allow(led_to(client, then=then)), headers=GERMAN)


def test_a_member_signs_in_by_the_provider(client: Client, clara: Member, provider: Provider) -> None:
    button = text(client.get(LOGIN, headers=GERMAN))

    answer = come_back(client, provider, then="?next=/-/staff/salon/tasks/")

    assert "Mit Die Kammer anmelden" in button
    assert (answer.status_code, answer.headers["Location"]) == (303, "/-/staff/salon/tasks/")
    assert is_signed_in(client)


def test_the_provider_is_asked_with_state_and_proof_for_exactly_our_address(
    client: Client, db: None, provider: Provider
) -> None:
    asked = parse_qs(urlsplit(led_to(client)).query)

    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert (asked["client_id"], asked["response_type"]) == ([CLIENT], ["code"])
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16


def test_no_token_of_the_provider_is_kept(client: Client, clara: Member, provider: Provider) -> None:
    come_back(client, provider)

    assert SocialToken.objects.count() == 0


def test_the_person_is_known_afterwards_whatever_the_address(
    client: Client, clara: Member, provider: Provider
) -> None:
    come_back(client, provider)
    provider.person["email"] = "clara@new.example"
    again = Client()

    come_back(again, provider)

    assert is_signed_in(again)
    assert SocialAccount.objects.get().user == clara.user


@pytest.mark.parametrize("vouched", [False, None, "true", "false", 1])
def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing(
    client: Client, clara: Member, provider: Provider, vouched: object
) -> None:
    provider.person["email_verified"] = vouched

    answer = come_back(client, provider)

    assert (answer.status_code, is_signed_in(client)) == (403, False)
    assert "Die Kammer kennt Sie, aber hier hat Sie noch niemand eingelassen." in text(answer)


@pytest.mark.parametrize("who", ["nobody known", "no member", "may no longer sign in"])
def test_the_provider_founds_nobody(client: Client, clara: Member, provider: Provider, who: str) -> None:
    if who == "nobody known":
        provider.person["email"] = "nobody@salon.example"
    elif who == "no member":
        clara.delete()
    else:
        User.objects.filter(pk=clara.user.pk).update(is_active=False)
    people = User.objects.count()

    answer = come_back(client, provider)

    assert (answer.status_code, is_signed_in(client)) == (403, False)
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_the_second_factor_is_asked_for_here_too(client: Client, clara: Member, provider: Provider) -> None:
    with_app(clara.user)

    answer = come_back(client, provider)
    before = is_signed_in(client)
    client.post(SECOND, {"code": code_at(SUNDAY_18)})

    assert (answer.headers["Location"], before, is_signed_in(client)) == (SECOND, False, True)


def test_what_comes_back_counts_once_and_in_the_session_that_asked(
    client: Client, clara: Member, provider: Provider
) -> None:
    brought = provider.allow(led_to(client))
    thief = Client()

    stolen = thief.get(BACK, brought, headers=GERMAN)
    mine = client.get(BACK, brought)
    again = Client().get(BACK, brought)

    assert [stolen.status_code, mine.status_code, again.status_code] == [400, 303, 400]
    assert "Die Kammer hat Sie nicht eingelassen, oder es hat zu lange gedauert." in text(stolen)
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    "brought", [{}, {"code": "x"}, {"state": "x"}, {"state": "\0", "code": "\0"}, {"error": "access_denied"}]
)
def test_what_was_never_asked_for_opens_nothing(
    client: Client, clara: Member, provider: Provider, brought: dict[str, str]
) -> None:
    assert client.get(BACK, brought).status_code == 400
    assert not is_signed_in(client)


@pytest.mark.parametrize("said", [{"error": "access_denied"}, {"error": "x"}, {"code": "wrong"}])
def test_a_provider_that_says_no_is_believed(
    client: Client, clara: Member, provider: Provider, said: dict[str, str]
) -> None:
    state = provider.allow(led_to(client))["state"]

    assert client.get(BACK, {"state": state, **said}).status_code == 400
    assert not is_signed_in(client)


def test_after_the_provider_one_is_led_nowhere_else(
    client: Client, clara: Member, provider: Provider
) -> None:
    """SEC-27."""
    answer = come_back(client, provider, then="?next=https://evil.example/")

    assert answer.headers["Location"] == "/-/staff/"


def test_a_provider_that_does_not_answer_is_told(client: Client, db: None, settings: LazySettings) -> None:
    with running_provider() as gone:
        configure(settings, gone.url)

    answer = client.post(GO, headers=GERMAN)

    assert answer.status_code == 502
    assert "Die Kammer antwortet gerade nicht." in text(answer)


def test_without_configuration_there_is_none(client: Client, clara: Member) -> None:
    assert client.post(GO).status_code == 404
    assert client.get(BACK, {"state": "x", "code": "x"}).status_code == 404
    assert "Die Kammer" not in text(client.get(LOGIN))


def test_a_colleague_s_provider_account_opens_only_the_colleague_s(
    client: Client, clara: Member, provider: Provider
) -> None:
    ben = make_member(clara.organisation, "Ben")
    provider.person = {"sub": "12", "email": "BEN@salon.example", "email_verified": True}

    come_back(client, provider)

    assert SocialAccount.objects.get().user == ben.user
