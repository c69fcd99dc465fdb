"""A second factor stands between the password and the session."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.models import Member
from tests.builders import SUNDAY_18
from tests.staff_pages.logins.conftest import Clock
from tests.staff_pages.logins.ways import (
    GERMAN,
    LOGIN,
    SECOND,
    code_at,
    is_signed_in,
    question,
    sign_in,
    with_app,
    with_passkey,
)
from tests.staff_pages.pages import Answer, text

WRONG = "Dieser Code stimmt nicht, oder er wurde schon benutzt."


@pytest.fixture
def codes(clara: Member) -> list[str]:
    return with_app(clara.user)


def type_code(client: Client, code: str) -> Answer:
    return client.post(SECOND, {"code": code}, headers=GERMAN)


def test_after_the_password_a_code_of_the_app_is_asked_for(
    client: Client, clara: Member, codes: list[str]
) -> None:
    asked = sign_in(client, clara.user.email)
    before = is_signed_in(client)

    let_in = type_code(client, code_at(SUNDAY_18))

    assert (asked.headers["Location"], before) == (SECOND, False)
    assert (let_in.status_code, let_in.headers["Location"]) == (303, "/-/staff/")
    assert is_signed_in(client)


def test_where_one_wanted_to_be_is_kept_over_both_steps(
    client: Client, clara: Member, codes: list[str]
) -> None:
    sign_in(client, clara.user.email, at=f"{LOGIN}?next=/-/staff/salon/tasks/")

    assert type_code(client, code_at(SUNDAY_18)).headers["Location"] == "/-/staff/salon/tasks/"


@pytest.mark.parametrize("typed", ["000000", "", "1", "1234567890" * 20, "٣٤٥٦٧٨", "a\0b", "-" * 41])
def test_a_wrong_code_opens_nothing(client: Client, clara: Member, codes: list[str], typed: str) -> None:
    sign_in(client, clara.user.email)

    answer = type_code(client, typed)

    assert answer.status_code == 422
    assert not is_signed_in(client)


def test_a_code_opens_once(client: Client, clara: Member, codes: list[str]) -> None:
    """Whoever looked over the shoulder comes too late, even within the same half minute."""
    sign_in(client, clara.user.email)
    type_code(client, code_at(SUNDAY_18))
    other = Client()
    sign_in(other, clara.user.email)

    answer = type_code(other, code_at(SUNDAY_18))

    assert (answer.status_code, WRONG in text(answer), is_signed_in(other)) == (422, True, False)


def test_a_code_may_be_a_half_minute_old_and_no_older(
    client: Client, clara: Member, codes: list[str], clock: Clock
) -> None:
    old, older = code_at(clock(seconds=-30)), code_at(clock(seconds=-60))
    clock(seconds=0)
    sign_in(client, clara.user.email)

    assert [type_code(client, code).status_code for code in (older, old)] == [422, 303]


def test_a_recovery_code_opens_once_however_written(client: Client, clara: Member, codes: list[str]) -> None:
    sign_in(client, clara.user.email)
    first = type_code(client, codes[3].upper().replace("-", " "))
    other = Client()
    sign_in(other, clara.user.email)

    again = type_code(other, codes[3])
    another = type_code(other, codes[4])

    assert [first.status_code, again.status_code, another.status_code] == [303, 422, 303]


def test_after_too_many_tries_the_right_code_opens_nothing(
    client: Client, clara: Member, codes: list[str], settings: LazySettings
) -> None:
    settings.LOGIN_TRIES = 3
    sign_in(client, clara.user.email)
    for _ in range(3):
        type_code(client, "000000")

    answer = type_code(client, code_at(SUNDAY_18))

    assert answer.status_code == 429
    assert "Bitte versuchen Sie es in einer Stunde noch einmal." in text(answer)
    assert not is_signed_in(client)


def test_the_second_step_alone_opens_nothing(client: Client, clara: Member, codes: list[str]) -> None:
    answer = type_code(client, code_at(SUNDAY_18))

    assert answer.headers["Location"] == LOGIN
    assert not is_signed_in(client)


def test_a_passkey_is_a_second_step_too(signed_in_clara: Client, clara: Member) -> None:
    key = with_passkey(signed_in_clara)
    client = Client()
    sign_in(client, clara.user.email)

    answer = client.post(SECOND, {"credential": key.used(question(client.get(SECOND)))})

    assert answer.status_code == 303
    assert is_signed_in(client)


def test_somebody_else_s_passkey_is_none(signed_in_clara: Client, clara: Member) -> None:
    key = with_passkey(signed_in_clara)
    client = Client()
    sign_in(client, clara.user.email)
    stranger = type(key)()

    answer = client.post(SECOND, {"credential": stranger.used(question(client.get(SECOND)))})

    assert answer.status_code == 422
    assert not is_signed_in(client)
