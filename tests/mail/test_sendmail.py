"""Mail by the machine's own sendmail, here a script that notes what it is given."""

from __future__ import annotations

import email
import email.policy
import os
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from terminbuch.mail import InDoubt, RefusedForGood, TryAgain, deliver, sendmail

from .cases import delivery_of
from .rows import MONDAY_NOON, a_booking, a_delivery

pytestmark = pytest.mark.django_db


def install(settings: Settings, folder: Path, *lines: str) -> None:
    command = folder / "sendmail"
    command.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    command.chmod(0o700)
    use(settings, str(command))


def use(settings: Settings, command: str) -> None:
    settings.MAILERS = {
        "default": {"BACKEND": "terminbuch.mail.sendmail.SendmailBackend", "OPTIONS": {"command": command}}
    }


def test_the_command_gets_the_mail_and_its_recipient(settings: Settings, tmp_path: Path) -> None:
    install(settings, tmp_path, f'echo "$@" > {tmp_path}/words', f"cat > {tmp_path}/mail")

    deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    mail = email.message_from_bytes((tmp_path / "mail").read_bytes(), policy=email.policy.default)
    assert (tmp_path / "words").read_text() == "-i -f termine@terminbuch.example -- maria.weber@example.org\n"
    assert str(mail["Subject"]) == "Ihr Termin am Mi, 25. November, 10:15 Uhr"
    assert b"\r" not in (tmp_path / "mail").read_bytes()


def test_an_address_is_never_an_option(settings: Settings, tmp_path: Path) -> None:
    install(settings, tmp_path, f'for word; do echo "$word"; done > {tmp_path}/words', "cat > /dev/null")

    deliver(a_delivery("booking_confirmed", booking=a_booking(email="-OQueue@example.org")), now=MONDAY_NOON)

    assert (tmp_path / "words").read_text().splitlines()[-2:] == ["--", "-OQueue@example.org"]


@pytest.mark.parametrize(
    ("status", "setback"),
    [(os.EX_NOUSER, RefusedForGood), (os.EX_NOHOST, RefusedForGood), (os.EX_TEMPFAIL, TryAgain)],
)
def test_its_exit_status_is_understood(
    settings: Settings, tmp_path: Path, status: int, setback: type[Exception]
) -> None:
    install(settings, tmp_path, "cat > /dev/null", "echo sorry >&2", f"exit {status}")

    with pytest.raises(setback, match=f"exit status {status} sorry"):
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)


def test_a_command_that_is_missing_is_tried_again(settings: Settings, tmp_path: Path) -> None:
    use(settings, str(tmp_path / "nothing"))

    with pytest.raises(TryAgain, match="No such file"):
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)


def test_a_command_that_does_not_end_leaves_the_mail_in_doubt(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(settings, tmp_path, "cat > /dev/null", "exec sleep 60")
    monkeypatch.setattr(sendmail, "SECONDS", 0.2)

    with pytest.raises(InDoubt):
        deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)
