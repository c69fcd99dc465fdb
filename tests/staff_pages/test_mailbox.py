"""The demo's mailbox page: mails as their readers see them, and nothing outside the demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from terminbuch.mail import deliver, mailbox
from tests.mail.cases import delivery_of
from tests.mail.rows import MONDAY_NOON, a_booking, a_delivery


@pytest.fixture
def folder(settings: Settings, tmp_path: Path, db: None) -> Path:
    """A demo whose mailbox holds a confirmation and, newer, a cancellation."""
    settings.IS_DEMO = True
    settings.MAILERS = {
        "default": {"BACKEND": "terminbuch.mail.mailbox.MailboxBackend", "OPTIONS": {"folder": tmp_path}}
    }
    deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)
    deliver(delivery_of("booking_cancelled"), now=MONDAY_NOON)
    return tmp_path


@pytest.fixture
def confirmation(folder: Path) -> str:
    return f"/-/mailbox/{mailbox.names(folder)[-1]}/"


@pytest.mark.usefixtures("folder")
def test_the_newest_mail_stands_first(client: Client) -> None:
    page = client.get("/-/mailbox/?lang=en").content.decode()

    assert page.index("Abgesagt: Mi, 25. November, 10:15 Uhr") < page.index("Ihr Termin am Mi, 25. November")
    assert "to maria.weber@example.org" in page


def test_a_mail_shows_its_head_its_text_and_what_is_attached(client: Client, confirmation: str) -> None:
    page = client.get(confirmation).content.decode()

    assert "Salon Anna &lt;termine@terminbuch.example&gt;" in page
    assert "Passt es doch nicht?" in page
    assert f'href="{confirmation}1/"' in page


def test_the_mail_is_framed_and_may_do_nothing_by_itself(client: Client, confirmation: str) -> None:
    around, inside = client.get(confirmation), client.get(f"{confirmation}page.html")

    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert 'sandbox="allow-top-navigation-by-user-activation"' in around.content.decode()
    assert set(inside["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-top-navigation-by-user-activation",
    }


def test_the_button_of_the_mail_leaves_the_frame(client: Client, confirmation: str) -> None:
    page = client.get(f"{confirmation}page.html").content.decode()

    assert '<head><base target="_top">' in page
    assert 'href="http://localhost:8000/-/manage/' in page


def test_the_invitation_can_be_saved(client: Client, confirmation: str) -> None:
    saved = client.get(f"{confirmation}1/")

    assert (saved["Content-Type"], saved["Content-Disposition"]) == (
        "application/ics",
        'attachment; filename="invite.ics"',
    )
    assert saved.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_a_customer_typed_is_text_on_this_page(client: Client, folder: Path) -> None:
    typed = a_booking(name="<script>alert(7)</script>")
    deliver(a_delivery("booking_confirmed", booking=typed), now=MONDAY_NOON)

    page = client.get(f"/-/mailbox/{mailbox.names(folder)[0]}/").content.decode()

    assert "Guten Tag &lt;script&gt;alert(7)&lt;/script&gt;," in page
    assert "<script>alert" not in page


def test_an_empty_mailbox_says_what_to_do(client: Client, folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()

    assert "Book an appointment" in client.get("/-/mailbox/?lang=en").content.decode()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", ["1/", f"{'0' * 20}/", "..%2fsecret-key/", f"{'0' * 20}/page.html"])
def test_a_mail_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/-/mailbox/{path}").status_code == 404


@pytest.mark.parametrize("number", [0, 2])
def test_an_attachment_that_is_not_there_is_not_found(client: Client, confirmation: str, number: int) -> None:
    assert client.get(f"{confirmation}{number}/").status_code == 404


def test_outside_the_demo_there_is_no_mailbox(client: Client, confirmation: str, settings: Settings) -> None:
    settings.IS_DEMO = False

    paths = ["/-/mailbox/", confirmation, f"{confirmation}page.html", f"{confirmation}1/"]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404, 404]


def test_a_demo_that_really_sends_has_no_mailbox(client: Client, settings: Settings) -> None:
    settings.IS_DEMO = True
    settings.MAILERS = {"default": {"BACKEND": "terminbuch.mail.smtp.SmtpBackend", "OPTIONS": {"host": "x"}}}

    assert client.get("/-/mailbox/").status_code == 404


@pytest.mark.usefixtures("folder")
def test_looking_is_all_one_can_do(client: Client) -> None:
    assert client.post("/-/mailbox/").status_code == 405
