"""What becomes of a mail is told apart by when and how the server fails."""

from __future__ import annotations

import socket

import pytest
from pytest_django.fixtures import Settings

from terminbuch.config.settings import mailer
from terminbuch.mail import InDoubt, RefusedForGood, TryAgain, deliver

from .cases import delivery_of
from .rows import MONDAY_NOON, a_booking, a_delivery
from .servers import DROP, HANG, LOOPBACK, Taking, mailers, scripted_server, smtp_server

pytestmark = pytest.mark.django_db
MARIA = "maria.weber@example.org"
UNTIL_DATA = ("220 hello", "250 hello", "250 sender", "250 recipient")


def send(settings: Settings, port: int, *, timeout: float = 10, **options: object) -> None:
    settings.MAILERS = mailers(port, timeout=timeout, **options)
    deliver(delivery_of("booking_confirmed"), now=MONDAY_NOON)


def test_a_mail_goes_to_its_one_recipient(settings: Settings) -> None:
    server = Taking()
    with smtp_server(server) as port:
        send(settings, port)

    [taken] = server.taken
    assert (taken.mail_from, taken.rcpt_tos) == ("termine@terminbuch.example", [MARIA])


def test_an_unknown_recipient_is_refused_for_good(settings: Settings) -> None:
    with (
        smtp_server(Taking(refused={MARIA: "550 no such user"})) as port,
        pytest.raises(RefusedForGood, match=r"\A550 no such user\Z"),
    ):
        send(settings, port)


@pytest.mark.parametrize("answer", ["450 mailbox busy", "421 closing", "530 sign in first"])
def test_what_may_pass_is_tried_again(settings: Settings, answer: str) -> None:
    with smtp_server(Taking(refused={MARIA: answer})) as port, pytest.raises(TryAgain, match=answer):
        send(settings, port)


@pytest.mark.parametrize(
    ("answer", "setback"),
    [("451 local error", TryAgain), ("554 not like this", RefusedForGood), ("421 closing", TryAgain)],
)
def test_a_refusal_after_the_text_is_an_answer(
    settings: Settings, answer: str, setback: type[Exception]
) -> None:
    with smtp_server(Taking(after_data=answer)) as port, pytest.raises(setback, match=answer):
        send(settings, port)


def test_a_refused_sender_says_nothing_about_the_recipient(settings: Settings) -> None:
    with (
        scripted_server("220 hello", "250 hello", "550 not from you", "250 reset", "221 bye") as port,
        pytest.raises(TryAgain, match="sender refused: 550 not from you"),
    ):
        send(settings, port)


@pytest.mark.parametrize(
    "answers",
    [
        (DROP,),
        ("220 hello", DROP),
        ("220 hello", "250 hello", DROP),
        ("220 hello", "250 hello", "250 sender", DROP),
        (*UNTIL_DATA, DROP),
        ("554 nobody home", "221 bye"),
        (*UNTIL_DATA, "451 no text now", "250 reset", "221 bye"),
    ],
)
def test_what_fails_before_the_text_was_sent_is_tried_again(
    settings: Settings, answers: tuple[str, ...]
) -> None:
    with scripted_server(*answers) as port, pytest.raises(TryAgain):
        send(settings, port)


@pytest.mark.parametrize("ending", [DROP, "what?", "25"])
def test_a_lost_answer_leaves_the_mail_in_doubt(settings: Settings, ending: str) -> None:
    with scripted_server(*UNTIL_DATA, "354 go on", ending) as port, pytest.raises(InDoubt):
        send(settings, port)


def test_an_answer_that_does_not_come_leaves_the_mail_in_doubt(settings: Settings) -> None:
    with scripted_server(*UNTIL_DATA, "354 go on", HANG) as port, pytest.raises(InDoubt):
        send(settings, port, timeout=0.2)


@pytest.mark.parametrize("ending", [DROP, "500 no", "what?"])
def test_what_was_accepted_stays_so_however_the_server_says_good_bye(settings: Settings, ending: str) -> None:
    with scripted_server(*UNTIL_DATA, "354 go on", "250 taken", ending) as port:
        send(settings, port)


def test_a_server_that_hangs_is_left(settings: Settings) -> None:
    with scripted_server(HANG) as port, pytest.raises(TryAgain, match="no connection"):
        send(settings, port, timeout=0.2)


def test_after_one_mail_hung_the_next_one_goes_on(settings: Settings) -> None:
    with scripted_server(HANG) as port, pytest.raises(TryAgain):
        send(settings, port, timeout=0.2)
    server = Taking()

    with smtp_server(server) as port:
        send(settings, port)

    assert len(server.taken) == 1


def test_the_real_settings_wait_ten_seconds() -> None:
    assert mailer() == {
        "BACKEND": "terminbuch.mail.smtp.SmtpBackend",
        "OPTIONS": {
            "host": "localhost", "port": 25, "username": "", "password": "",
            "use_tls": False, "use_ssl": False, "timeout": 10,
        },
    }  # fmt: skip


def test_nobody_listens(settings: Settings) -> None:
    with socket.socket() as unused:
        unused.bind((LOOPBACK, 0))

        with pytest.raises(TryAgain, match="no connection"):
            send(settings, unused.getsockname()[1])


@pytest.mark.parametrize("safety", ["use_tls", "use_ssl"])
def test_a_server_that_cannot_encrypt_gets_no_mail(settings: Settings, safety: str) -> None:
    server = Taking()

    with smtp_server(server) as port, pytest.raises(TryAgain, match="no connection"):
        send(settings, port, timeout=1, **{safety: True})

    assert server.taken == []


def test_a_wrong_password_is_about_us(settings: Settings) -> None:
    answers = ("220 hello", "250-hello\r\n250 AUTH PLAIN", "535 wrong password", "221 bye")
    with scripted_server(*answers) as port, pytest.raises(TryAgain, match="535 wrong password"):
        send(settings, port, username="salon", password="wrong")


@pytest.mark.parametrize("address", ["märia@example.org", "maria", "maria@", f"maria@{'a' * 64}ä.example"])
def test_an_address_that_mail_cannot_reach_is_refused_for_good(settings: Settings, address: str) -> None:
    server, delivery = Taking(), a_delivery("booking_confirmed", booking=a_booking(email=address))
    with smtp_server(server) as port:
        settings.MAILERS = mailers(port)
        with pytest.raises(RefusedForGood):
            deliver(delivery, now=MONDAY_NOON)

    assert server.taken == []
