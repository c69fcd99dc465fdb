"""Nobody learns from us who works where (SEC-13), and no header makes a visitor another one (SEC-31)."""

from __future__ import annotations

import re
from statistics import median
from time import process_time

import pytest
from django.conf import LazySettings
from django.test import Client

from terminbuch.actions.logins import passwords
from tests.cast import Cast
from tests.staff_pages.pages import Answer

LOGIN = "/-/staff/-/login/"
ARGON = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def fail(email: str, *, at: str = "192.0.2.1", **headers: str) -> Answer:
    visitor = Client(REMOTE_ADDR=at)
    return visitor.post(LOGIN, {"username": email, "password": "wrong"}, headers=headers)


def test_a_known_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    known, unknown = fail("manager@salon.example"), fail("nobodyi@salon.example")

    assert known.status_code == unknown.status_code == 422
    assert _without_what_was_typed(known) == _without_what_was_typed(unknown)
    assert set(known.headers) == set(unknown.headers)


def _without_what_was_typed(answer: Answer) -> str:
    """Nor the token of the form, which differs on every page."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_an_unknown_address_costs_as_much_work_as_a_known_one(cast: Cast, settings: LazySettings) -> None:
    """Measured in the processor's time, which other programs on the machine do not change."""
    settings.PASSWORD_HASHERS, settings.LOGIN_TRIES = ARGON, 1000
    user = cast.people["manager"]
    assert user is not None
    user.set_password("clara-im-salon")
    user.save()

    work: dict[str, list[float]] = {"manager@salon.example": [], "unknown@salon.example": []}
    for _round in range(9):
        for email, spent in work.items():
            began = process_time()
            fail(email)
            spent.append(process_time() - began)

    known, unknown = (median(spent) for spent in work.values())
    assert unknown == pytest.approx(known, rel=0.3)


def test_a_known_and_an_unknown_address_take_as_long_to_ask_for_a_new_password(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are looked up and written down; what is sent, the worker sends later."""
    monkeypatch.setattr(passwords, "RESETS_PER_MAIL", 1000)
    monkeypatch.setattr(passwords, "RESETS_PER_VISITOR", 1000)
    visitor = Client()

    work: dict[str, list[float]] = {"manager@salon.example": [], "unknown@salon.example": []}
    for _round in range(25):
        for email, spent in work.items():
            began = process_time()
            visitor.post("/-/staff/-/reset/", {"email": email})
            spent.append(process_time() - began)

    known, unknown = (median(spent) for spent in work.values())
    assert abs(known - unknown) < 0.005


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP", "X-Client-IP"])
def test_no_header_makes_a_visitor_another_one(cast: Cast, settings: LazySettings, header: str) -> None:
    settings.LOGIN_TRIES = 1

    statuses = [fail(f"guess{number}@salon.example", **{header: f"192.0.2.{number}"}) for number in range(11)]

    assert [answer.status_code for answer in statuses] == [422] * 10 + [429]


def test_a_household_cannot_change_its_address_to_try_on(cast: Cast, settings: LazySettings) -> None:
    settings.LOGIN_TRIES = 1

    statuses = [fail(f"guess{number}@salon.example", at=f"2001:db8::{number:x}") for number in range(11)]

    assert [answer.status_code for answer in statuses] == [422] * 10 + [429]
    assert fail("guess@salon.example", at="2001:db8:1::1").status_code == 422


def test_the_limit_tells_nothing_about_who_can_sign_in(cast: Cast, settings: LazySettings) -> None:
    settings.LOGIN_TRIES = 2

    statuses = {
        email: [fail(email).status_code for _ in range(3)]
        for email in ("manager@salon.example", "unknown@salon.example")
    }

    assert list(statuses.values()) == [[422, 422, 429], [422, 422, 429]]
