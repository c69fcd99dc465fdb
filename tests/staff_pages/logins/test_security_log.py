"""Each event around signing in leaves one line: who, what, from where. Never a secret, nor what was typed."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from terminbuch.models import Member
from tests.builders import SUNDAY_18
from tests.staff_pages.logins.ways import (
    NEW,
    PASSWORD,
    RESET,
    SECOND,
    SECRET,
    YOU,
    code_at,
    sign_in,
    with_app,
)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level("INFO", logger="terminbuch.security")
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(record.message) for record in log.records if record.name == "terminbuch.security"]


def test_signing_in_and_out_leaves_its_lines(
    client: Client, clara: Member, log: pytest.LogCaptureFixture
) -> None:
    sign_in(client, clara.user.email, "falsches Passwort!")
    sign_in(client, clara.user.email)
    client.post("/-/staff/-/logout/")

    visitor = {"visitor": "127.0.0.1"}
    assert lines(log) == [
        {"event": "sign_in_refused", "user": None, **visitor},
        {"event": "signed_in", "user": clara.user.pk, "by": "password", **visitor},
        {"event": "signed_out", "user": clara.user.pk, **visitor},
    ]


def test_a_second_step_is_named(client: Client, clara: Member, log: pytest.LogCaptureFixture) -> None:
    with_app(clara.user)
    sign_in(client, clara.user.email)
    client.post(SECOND, {"code": "000000"})
    client.post(SECOND, {"code": code_at(SUNDAY_18)})

    assert [(line["event"], line["user"], line.get("by")) for line in lines(log)] == [
        ("second_step_refused", clara.user.pk, None),
        ("signed_in", clara.user.pk, "password+mfa"),
    ]


def test_no_line_holds_what_was_typed(client: Client, clara: Member, log: pytest.LogCaptureFixture) -> None:
    forged = 'x", "event": "signed_in\r\n2026-01-01'
    sign_in(client, forged, forged)
    sign_in(client, clara.user.email)
    client.post(f"{YOU}password/", {"present": PASSWORD, "password": NEW})
    client.post(f"{YOU}address/", {"email": "geheim@example.org"})
    client.post(RESET, {"email": "geheim@example.org"})

    events = [line["event"] for line in lines(log)]
    assert events == ["sign_in_refused", "signed_in", "password_changed", "address_asked", "reset_asked"]
    assert [word for word in (forged, PASSWORD, NEW, SECRET, "geheim") if word in log.text] == []
