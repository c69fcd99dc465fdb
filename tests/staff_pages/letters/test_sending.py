"""The page of the mail server: for operators, write-only for the password, with an answer to a test."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django.fixtures import Settings

from terminbuch.actions.mail_server import seen_server
from terminbuch.models import Delivery, MailServer
from terminbuch.staff_pages.letters.answers import answer, in_plain_words
from tests.builders import SUNDAY_18, change
from tests.cast import Business, Cast, signed_in
from tests.mail.servers import mailers
from tests.staff_pages.pages import Answer, text

PAGE = "/-/staff/salon/settings/mail/"
GERMAN = {"Accept-Language": "de"}
SERVER = {
    "host": "mail.example.org", "port": "587", "safety": "starttls",
    "username": "salon", "password": "streng geheim", "sender": "termine@example.org",
}  # fmt: skip


@pytest.fixture
def operator(cast: Cast, settings: Settings) -> Client:
    """The owner runs the installation as well, where nothing was said about mail."""
    settings.MAILERS = mailers(25, host="localhost")
    owner = cast.people["owner"]
    assert owner is not None
    change(owner, is_operator=True)
    return signed_in(owner)


def save(client: Client, **fields: str) -> Answer:
    seen = seen_server(MailServer.objects.first())
    return client.post(PAGE, {**SERVER, "seen": seen, **fields}, headers=GERMAN)


def after_a_test(operator: Client, here: Business, **fields: Any) -> Answer:
    """The page after a test mail of which this has become."""
    operator.post(f"{PAGE}test/")
    Delivery.objects.of(here.organisation).filter(kind="test_mail").update(**fields)
    return operator.get(PAGE, headers=GERMAN)


def test_owners_who_do_not_run_the_installation_find_no_such_page(cast: Cast) -> None:
    owner = signed_in(cast.people["owner"])

    assert [owner.get(PAGE).status_code, owner.post(PAGE, SERVER).status_code] == [404, 404]
    assert "Versand der E-Mails" not in text(owner.get("/-/staff/salon/settings/", headers=GERMAN))


def test_nothing_is_set_at_first(operator: Client) -> None:
    page = text(operator.get(PAGE, headers=GERMAN))

    assert "Noch ist nichts eingestellt: E-Mails gehen an localhost:25, und das klappt meist nicht." in page
    assert "Diesen Mailserver vergessen" not in page


def test_a_server_is_kept_and_its_password_never_shown(operator: Client) -> None:
    saved = save(operator)

    page = operator.get(PAGE, headers=GERMAN).content.decode()
    assert (saved.status_code, MailServer.objects.get().password) == (303, "streng geheim")
    assert "mail.example.org" in page
    assert "streng geheim" not in page
    assert "Ein Passwort ist hinterlegt und wird nie angezeigt." in page


def test_a_refused_form_does_not_show_the_password_either(operator: Client) -> None:
    refused = save(operator, port="0")

    assert refused.status_code == 422
    assert "streng geheim" not in refused.content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("host", ""),
        ("host", "zwei worte"),
        ("host", "https://mail.example.org"),
        ("host", "mail.example.org\r\nX: y"),
        ("host", "a\0b"),
        ("host", "x" * 10_000),
        ("port", ""),
        ("port", "65536"),
        ("port", "9" * 400),
        ("port", "-1"),
        ("safety", "rot13"),
        ("safety", "none"),
        ("username", "x" * 300),
        ("password", "x" * 600),
        ("password", "a\0b"),
        ("sender", ""),
        ("sender", "salon"),
        ("sender", "a@b.de\nBcc: c@d.de"),
    ],
)
def test_what_cannot_work_is_refused_by_its_field(operator: Client, field: str, typed: str) -> None:
    refused = save(operator, **{field: typed})

    assert refused.status_code == 422
    assert f'id="id_{field}_error"' in refused.content.decode()
    assert MailServer.objects.count() == 0


def test_missing_fields_are_refused(operator: Client) -> None:
    assert operator.post(PAGE, {}).status_code == 422


def test_what_somebody_else_has_set_meanwhile_is_not_overwritten(operator: Client) -> None:
    save(operator)

    refused = operator.post(PAGE, {**SERVER, "host": "other.example", "seen": seen_server(None)})

    assert (refused.status_code, MailServer.objects.get().host) == (409, "mail.example.org")


def test_it_can_be_forgotten(operator: Client) -> None:
    save(operator)

    forgotten = operator.post(f"{PAGE}forget/")

    assert (forgotten.status_code, MailServer.objects.count()) == (303, 0)


def test_where_the_environment_says_it_nothing_can_be_set(operator: Client, settings: Settings) -> None:
    settings.MAIL_WAY_IS_SET = True

    page, tried = operator.get(PAGE, headers=GERMAN), save(operator)

    assert "Den Versand bestimmt die Umgebung Über localhost:25, von termine@terminbuch.example." in text(
        page
    )
    assert 'name="host"' not in page.content.decode()
    assert (tried.status_code, MailServer.objects.count()) == (200, 0)


def test_a_test_mail_is_promised_to_whoever_asks(operator: Client, here: Business) -> None:
    asked = operator.post(f"{PAGE}test/")

    assert (asked.status_code, asked["Location"]) == (303, PAGE)
    assert Delivery.objects.of(here.organisation).get(kind="test_mail").recipient == "owner@salon.example"


def test_the_page_looks_again_while_the_mail_is_on_its_way(operator: Client, here: Business) -> None:
    page = after_a_test(operator, here)

    assert "Die E-Mail ist unterwegs …" in text(page)
    assert page["Refresh"] == "2"


def test_a_worker_that_does_not_run_is_named(operator: Client, here: Business) -> None:
    page = after_a_test(operator, here, created_at=SUNDAY_18 - timedelta(seconds=30))

    assert "Noch hat sie niemand geschickt: Der Worker läuft nicht." in text(page)
    assert "Refresh" not in page


def test_a_test_that_the_server_took_is_good(operator: Client, here: Business) -> None:
    page = after_a_test(operator, here, state="sent", sent_at=SUNDAY_18)

    assert "Der Server hat die E-Mail angenommen. Bitte sehen Sie in Ihr Postfach." in text(page)
    assert "Refresh" not in page


def test_the_servers_answer_is_said_in_plain_words_and_in_its_own(operator: Client, here: Business) -> None:
    page = after_a_test(operator, here, state="failed", last_error="535 5.7.8 <b>no</b>")

    assert "Der Server lehnt Benutzername oder Passwort ab." in text(page)
    assert "In den Worten des Servers: 535 5.7.8 <b>no</b>" in text(page)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("no connection: [Errno 111] Connection refused", "Nobody answers there."),
        ("no connection: [Errno -2] Name or service not known", "There is no server of this name."),
        ("no connection: timed out", "The server does not answer in time."),
        ("no connection: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1028)", "This port speaks"),
        ("no connection: certificate verify failed: Hostname mismatch", "The server's certificate"),
        ("no connection: STARTTLS extension not supported by server.", "The server does not offer"),
        ("no connection: 535 5.7.8 Error: authentication failed", "The server refuses user name"),
        ("530 5.7.0 Must issue a STARTTLS command first", "The server does not offer"),
        ("sender refused: 550 not yours", "The server does not let you send"),
        ("421 too busy", "The server does not take the mail at the moment."),
        ("550 no such user", "The server does not take a mail to this address."),
        ("in doubt: no answer after the mail was handed over: timed out", "The server took the mail"),
        ("sealed password: its key is no longer in STORAGE_KEYS", "The password can no longer be opened"),
        ("ValueError", "The mail could not be sent."),
    ],
)
def test_every_answer_has_plain_words(error: str, sentence: str) -> None:
    with override("en"):
        assert str(in_plain_words(error)).startswith(sentence)


def test_an_old_test_that_is_tried_again_says_what_went_wrong() -> None:
    test = Delivery(state="due", last_error="421 busy", created_at=SUNDAY_18)

    assert answer(test, now=SUNDAY_18).waits is False
