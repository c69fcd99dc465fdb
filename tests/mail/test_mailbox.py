"""Mails that stay here, in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from terminbuch.mail import deliver, mailbox

from .cases import delivery_of
from .rows import MONDAY_NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    kept = tmp_path / "mailbox"
    settings.MAILERS = {
        "default": {"BACKEND": "terminbuch.mail.mailbox.MailboxBackend", "OPTIONS": {"folder": kept}}
    }
    return kept


def test_what_is_sent_can_be_read_the_newest_first(folder: Path) -> None:
    for kind in ("booking_confirmed", "booking_cancelled"):
        deliver(delivery_of(kind), now=MONDAY_NOON)

    mails = [mailbox.read(folder, name) for name in mailbox.names(folder)]

    assert [str(mail["Subject"]) for mail in mails if mail] == [
        "Abgesagt: Mi, 25. November, 10:15 Uhr",
        "Ihr Termin am Mi, 25. November, 10:15 Uhr",
    ]


def test_nobody_else_on_the_machine_reads_it(folder: Path) -> None:
    deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)

    [file] = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_old_mails_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailbox, "KEPT", 2)
    for kind in ("booking_confirmed", "booking_moved", "booking_cancelled"):
        deliver(delivery_of(kind), now=MONDAY_NOON)

    subjects = [
        str(mail["Subject"]) for name in mailbox.names(folder) if (mail := mailbox.read(folder, name))
    ]

    assert subjects == ["Abgesagt: Mi, 25. November, 10:15 Uhr", "Verschoben auf Fr, 27. November, 14:30 Uhr"]


@pytest.mark.parametrize("name", ["../secret-key", "1", "0" * 20, "0" * 20 + "\n", "٣" * 20])
def test_only_its_own_mails_can_be_read(folder: Path, name: str) -> None:
    deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)
    (folder.parent / "secret-key.eml").write_text("Subject: secret\n\n")

    assert mailbox.read(folder, name) is None


def test_an_empty_mailbox_has_no_names(folder: Path) -> None:
    assert mailbox.names(folder) == []
